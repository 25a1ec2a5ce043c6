"""The pages of those who certify: what waits in their area, one certificate, granting without a question.

To everybody else there is nothing here. Staff see all and may revoke; granting is for certifying bodies.
"""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cms.accounts.models import User
from cms.accounts.personal import personal
from shop.certification import listing, queries, services
from shop.certification.forms import FindForm, GrantedForm, GrantForm, ReasonForm
from shop.certification.models import Certificate, State
from shop.enterprises.models import Enterprise
from shop.enterprises.models import State as Verification

PAGE_LENGTH = 20
_SLUG = re.compile(r"[a-z0-9-]{1,80}")
MOST_FOUND = 20
ACTS = ("grant", "refuse", "revoke")

View = Callable[..., HttpResponseBase]


def for_certifiers(view: View) -> View:
    """Whoever acts for a certifying body, and staff who keep certificates; nothing is here for anybody else."""

    @personal
    @login_required
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user = cast(User, request.user)
        if not (user.has_perm(queries.MAY_KEEP) or queries.bodies_of(user)):
            raise Http404
        return view(request, *args, **kwargs)

    return answered


@for_certifiers
@require_safe
def certificates(request: HttpRequest) -> HttpResponse:
    """What waits in their area, the oldest first; `state` in the address shows the others, the newest first."""
    user = cast(User, request.user)
    state = request.GET.get("state", "")
    state = state if state in State.values else State.ASKED.value
    found = queries.in_reach(user).filter(state=state)
    if state != State.ASKED:
        found = found.order_by("-made_at", "-pk")
    page = Paginator(found, PAGE_LENGTH).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": listing.rows(page.object_list, today=timezone.localdate()),
        "state": state,
        "states": State.choices,
        "bodies": queries.bodies_of(user),
        "seo": _seo(_("Certificates to look at")),
    }
    return render(request, "shop/certification/certify.html", context)


@for_certifiers
@require_http_methods(["GET", "HEAD", "POST"])
def certificate(request: HttpRequest, key: str) -> HttpResponse:
    """One certificate with its document and history, and the buttons to decide."""
    user = cast(User, request.user)
    one = queries.in_reach(user).filter(key=key).first()
    if one is None:
        raise Http404
    bodies = queries.bodies_for(user, one.enterprise)
    posted = request.POST if request.method == "POST" else None
    grant = GrantForm(posted if posted and posted.get("act") == "grant" else None, bodies=bodies)
    reason = ReasonForm(posted if posted and posted.get("act") != "grant" else None)
    if posted is not None and (done := _decided(posted.get("act", ""), one, user, grant, reason)):
        messages.success(request, done)
        return redirect("shop_certify")
    [row] = listing.rows(
        [Certificate.objects.select_related("enterprise__province", "product", "body").get(pk=one.pk)],
        today=timezone.localdate(),
    )
    context = {
        "row": row,
        "grant": grant,
        "reason": reason,
        "may_decide": bool(bodies) and row.certificate.state == State.ASKED,
        "may_revoke": row.certificate.state == State.GRANTED and queries.may_revoke(user, row.certificate),
        "events": row.certificate.events.select_related("actor").order_by("at", "pk")[:50],
        "seo": _seo(row.label),
    }
    return render(request, "shop/certification/certify_one.html", context, status=422 if posted is not None else 200)


def _decided(act: str, one: Certificate, user: User, grant: GrantForm, reason: ReasonForm) -> str:
    """Do what the pressed button says; returns the words to show, or nothing where a form came back."""
    if act not in ACTS:
        raise Http404
    form: Any = grant if act == "grant" else reason
    if not form.is_valid():
        return ""
    try:
        match act:
            case "grant":
                services.grant(certificate=one, actor=user, **form.cleaned_data)
                return _("Granted. Everybody can see it; its holder is told.")
            case "refuse":
                services.refuse(certificate=one, actor=user, reason=form.cleaned_data["reason"])
                return _("Refused. Its holder is told why.")
            case "revoke":
                services.revoke(certificate=one, actor=user, reason=form.cleaned_data["reason"])
                return _("Revoked. Its page says so from now on; its holder is told why.")
    except ValidationError as error:
        for name, problems in getattr(error, "error_dict", {None: [error]}).items():
            form.add_error(name if name in form.fields else None, problems)
    return ""


@for_certifiers
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Grant without a question: first which enterprise of the area, then what. Sent twice it is granted once."""
    user = cast(User, request.user)
    bodies = queries.bodies_of(user)
    if not bodies:
        raise Http404
    slug = request.GET.get("enterprise", "")
    if not slug:
        return _find(request, user)
    one = _within(user).filter(slug=slug).first() if _SLUG.fullmatch(slug) else None
    if one is None:
        raise Http404
    said = (request.POST, request.FILES) if request.method == "POST" else ()
    form = GrantedForm(*said, enterprise=one, bodies=queries.bodies_for(user, one))
    if form.is_bound and form.is_valid():
        try:
            made = services.grant_directly(enterprise=one, actor=user, **form.said)
        except ValidationError as error:
            form.add_refusal(error)
        else:
            messages.success(request, _("Granted. Everybody can see it; its holder is told."))
            return redirect(made.url)
    context = {"form": form, "enterprise": one, "seo": _seo(_("Grant a certificate"))}
    return render(request, "shop/certification/certify_new.html", context, status=422 if form.is_bound else 200)


def _find(request: HttpRequest, user: User) -> HttpResponse:
    form = FindForm(request.GET or None)
    words = form.cleaned_data["q"].strip() if form.is_bound and form.is_valid() else ""
    rows = _within(user)
    if words:
        rows = rows.filter(name_th__icontains=words) | rows.filter(name_en__icontains=words)
    found = list(rows.distinct().order_by("name_th", "pk")[: MOST_FOUND + 1])
    context = {
        "form": form,
        "found": found[:MOST_FOUND],
        "has_more": len(found) > MOST_FOUND,
        "seo": _seo(_("Grant a certificate")),
    }
    return render(request, "shop/certification/certify_find.html", context)


def _within(user: User) -> Any:
    """The verified enterprises that this person may certify."""
    rows = Enterprise.objects.filter(queries.area(queries.bodies_of(user)), state=Verification.VERIFIED)
    return rows.exclude(memberships__user=user).select_related("province", "lao")


def _seo(title: str) -> dict[str, str]:
    return {"title": title, "robots": "noindex"}
