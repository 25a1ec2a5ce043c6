"""The public pages of enterprises, and the doors by which one is opened or joined."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cms.accounts.models import User
from search.memory import remember
from shop.enterprises import covers, invitations, letters, pages, services
from shop.enterprises.forms import EnterpriseForm
from shop.enterprises.models import Enterprise
from themes.heads import head
from themes.templatetags.localised import language_code, same_path

PRODUCTS = 12


@require_safe
def enterprise(request: HttpRequest, slug: str) -> HttpResponse:
    """The public page of an enterprise; nothing there where visitors do not see it."""
    kept_as = ("maker", slug, get_language())
    page = remember(kept_as, lambda: pages.page_of(slug), unless=lambda found: found is None)
    if page is None:
        raise Http404
    context = {field: getattr(page, field) for field in page.__dataclass_fields__}
    context |= {"most_products": PRODUCTS, "kept_as": kept_as}
    return render(request, "shop/enterprises/enterprise.html", context)


@require_safe
def enterprises(request: HttpRequest) -> HttpResponse:
    """All enterprises that visitors see, by province and kind."""
    context = pages.listing(request.GET)
    crumbs = pages.crumbs()
    lead = _("Community enterprises of the LAOs that took part in the programme, each verified by our staff.")
    seo = head(title=_("Makers"), path=reverse("shop_enterprises"), description=lead, breadcrumbs=crumbs)
    return render(
        request, "shop/enterprises/enterprises.html", context | {"seo": seo, "breadcrumbs": crumbs, "lead": lead}
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def open_one(request: HttpRequest) -> HttpResponse:
    """A member opens an enterprise; nobody sees it before staff have verified it."""
    posted = request.method == "POST"
    form = EnterpriseForm(request.POST, request.FILES) if posted else EnterpriseForm()
    if posted and form.is_valid() and (opened := _opened(form, cast(User, request.user))):
        words = _("%(name)s is opened. Add people and ways to reach you, then hand it in.")
        messages.success(request, words % {"name": opened.name})
        return redirect(_desk())
    context = {"form": form, "seo": _personal(_("Open an enterprise")), "submit": _("Open it")}
    return render(request, "shop/enterprises/open.html", context, status=422 if posted else 200)


def _opened(form: EnterpriseForm, owner: User) -> Enterprise | None:
    data = form.cleaned_data
    try:
        with covers.kept(data["picture"], shows=data["picture_shows"], title=data["name_th"], by=owner) as cover:
            return services.open_enterprise(owner=owner, **form.said, **cover)
    except ValidationError as error:
        form.add_refusal(error)
    return None


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Somebody who was invited reads by whom, and accepts."""
    user = cast(User, request.user)
    try:
        invitation = invitations.read(token, user=user)
        if request.method == "POST":
            invitations.accept(token=token, user=user)
            messages.success(request, _("You are now a member of %(name)s.") % {"name": invitation.enterprise.name})
            return redirect(_desk())
    except ValidationError as error:
        context = {"problem": " ".join(error.messages), "seo": _personal(_("Invitation"))}
        return render(request, "shop/enterprises/join.html", context, status=404)
    said: dict[str, Any] = {"enterprise": invitation.enterprise, "inviter": invitation.inviter}
    return render(request, "shop/enterprises/join.html", said | {"seo": _personal(_("Invitation"))})


def _personal(title: str) -> dict[str, str]:
    return {"title": title, "robots": "noindex"}


def _desk() -> str:
    return same_path(letters.DESK, language_code())
