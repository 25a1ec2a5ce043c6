"""What one is, what one asked to be, asking anew; and the evidence, for who asked and who decides."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cms.accounts import affiliations, queries, role_requests
from cms.accounts.models import Affiliation, RoleRequest, RoleRequestEvent, User
from cms.accounts.representing import RequestState
from cms.accounts.role_ending import EndForm
from cms.accounts.role_forms import FORMS, AskForm
from media import private_files, serving

REQUESTS_PER_PAGE = 10


def _me(request: HttpRequest) -> User:
    return cast(User, request.user)


@never_cache
@login_required
@require_safe
def roles(request: HttpRequest) -> HttpResponse:
    """What I am and for whom, what I asked with what became of it, and what I may ask for."""
    user = _me(request)
    events = Prefetch("events", RoleRequestEvent.objects.order_by("at", "pk"))
    asked = RoleRequest.objects.filter(user=user).select_related("lao__province", "subdistrict__district", "province")
    page = Paginator(asked.prefetch_related(events), REQUESTS_PER_PAGE).get_page(request.GET.get("page"))
    is_open = set(asked.filter(state=RequestState.ASKED).values_list("role", flat=True))
    context = {
        "roles": queries.roles_of(user),
        "affiliations": affiliations.listed(user),
        "requests": page,
        "askable": [form.role for value, form in FORMS.items() if value not in is_open],
    }
    return render(request, "accounts/roles.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask_for_role(request: HttpRequest, role: str) -> HttpResponse:
    """The form of a role; with its problems, and everything that was typed or sent, where there are any."""
    if role not in FORMS:
        raise Http404
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = FORMS[role](*data, request=request, user=_me(request))
    if form.is_bound and form.is_valid() and _asked(form):
        messages.success(request, _("Thank you. We look at it and tell you here and by e-mail."))
        return redirect("account_roles")
    context = {"form": form, "role": form.role}
    return render(request, "accounts/ask_for_role.html", context, status=422 if form.is_bound else 200)


def _asked(form: AskForm) -> bool:
    try:
        role_requests.ask(user=form.user, role=form.role, **form.fields_of_role)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    return True


@login_required
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an open request of one's own back. 404 for what is none of them."""
    asked = get_object_or_404(RoleRequest, pk=pk, user=_me(request))
    try:
        role_requests.withdraw(request=asked, user=_me(request))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Your request is withdrawn, its evidence deleted."))
    return redirect("account_roles")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def step_down(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask whether one is sure, then end an affiliation of one's own. 404 for what is none of them, or has ended."""
    user = _me(request)
    mine = Affiliation.objects.select_related("organisation__province", "province")
    affiliation = get_object_or_404(mine, pk=pk, user=user, ended_at=None)
    form = EndForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _ended(form, affiliation, user):
        messages.success(request, _("You do not speak there any more. Those who decide about roles are told."))
        return redirect("account_roles")
    context = {"form": form, "affiliation": affiliation}
    return render(request, "accounts/end_affiliation.html", context, status=422 if form.is_bound else 200)


def _ended(form: EndForm, affiliation: Affiliation, user: User) -> bool:
    try:
        role_requests.step_down(affiliation=affiliation, user=user, reason=form.cleaned_data["reason"])
    except role_requests.EndedAlready as error:
        form.add_error(None, error.messages)
        return False
    return True


@login_required
@require_safe
def paper(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The evidence of a request, for who asked and who decides; to the rest it does not exist."""
    asked = RoleRequest.objects.filter(pk=pk).first()
    user = _me(request)
    if asked is None or not asked.paper or not (asked.user_id == user.pk or user.has_perm(role_requests.MAY_DECIDE)):
        raise Http404
    return serving.respond(request, private_files.served(str(asked.paper.name), called=str(asked.pk)))
