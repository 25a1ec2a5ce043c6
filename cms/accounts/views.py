"""A person's own pages, and the doors to signing in."""

from typing import cast

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cms.accounts import queries, services
from cms.accounts.forms import LeaveForm, ProfileForm
from cms.accounts.models import User

NOTICES_PER_PAGE = 20


def _me(request: HttpRequest) -> User:
    return cast(User, request.user)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """One's own page: name, language, the latest notices."""
    user = _me(request)
    form = ProfileForm(request.POST or None, instance=User.objects.get(pk=user.pk))
    if request.method == "POST" and form.is_valid():
        services.update_profile(user=user, **form.cleaned_data)
        messages.success(request, _("Your changes are saved."))
        return redirect("account_profile")
    context = {
        "form": form,
        "roles": queries.roles_of(user),
        "notices": queries.notices_of(user)[:5],
        "unread": queries.unread_count(user),
    }
    return render(request, "accounts/profile.html", context)


@never_cache
@login_required
@require_GET
def notices(request: HttpRequest) -> HttpResponse:
    """What this person was told, the latest first."""
    page = Paginator(queries.notices_of(_me(request)), NOTICES_PER_PAGE).get_page(request.GET.get("page"))
    latest = page.object_list[0].pk if page.object_list else 0
    context = {"page": page, "latest": latest, "unread": queries.unread_count(_me(request))}
    return render(request, "accounts/notices.html", context)


@login_required
@require_POST
def read_notices(request: HttpRequest) -> HttpResponse:
    """Mark as read what the person has seen: their notices up to the one the page named."""
    up_to = request.POST.get("up_to", "")
    if up_to.isdecimal():
        services.read_notices(recipient=_me(request), up_to=min(int(up_to), 2**63 - 1))
    return redirect("account_notices")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest) -> HttpResponse:
    """Leave the platform for good."""
    user = _me(request)
    form = LeaveForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.leave(user=user)
        except services.LastAdministratorError:
            form.add_error(None, _("You are the last administrator. Make somebody else administrator first."))
        else:
            logout(request)
            return redirect("account_left")
    return render(request, "accounts/leave.html", {"form": form})


@require_GET
def left(request: HttpRequest) -> HttpResponse:
    """A last word to who has left."""
    return render(request, "accounts/left.html")


@never_cache
@require_GET
def me(request: HttpRequest) -> HttpResponse:
    """The corner of every page that is personal, fetched apart so that the page itself can be kept for everybody."""
    context = {"unread": queries.unread_count(_me(request)) if request.user.is_authenticated else 0}
    return render(request, "accounts/me.html", context)


@never_cache
def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Where Wagtail sends people to sign in: allauth's page, with the way back if it leads to this site.

    Who is signed in already was sent here because something is closed to them.
    """
    target = request.GET.get("next") or request.POST.get("next") or ""
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = ""
    if request.user.is_authenticated:
        if target:
            raise PermissionDenied
        return redirect("account_profile")
    url = reverse("account_login")
    return redirect(f"{url}?{urlencode({'next': target})}" if target else url)
