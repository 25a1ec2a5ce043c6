"""Certificates at the enterprise's own desk: what there is, what waits, asking for one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cms.accounts.pace import counted
from shop.certification import listing, queries, services
from shop.certification.forms import CertificateForm
from shop.enterprises.doors import Stand, for_members, frame
from shop.enterprises.models import State

PAGE_LENGTH = 20
MOST_AN_HOUR = 30


@for_members
@require_safe
def certificates(request: HttpRequest, stand: Stand) -> HttpResponse:
    """All that the enterprise asked for or was granted, the newest first."""
    page = Paginator(queries.of_enterprise(stand.enterprise), PAGE_LENGTH).get_page(request.GET.get("page"))
    rows = listing.rows(page.object_list, today=timezone.localdate())
    may_ask = stand.enterprise.state == State.VERIFIED
    context = frame(stand, "certificates", _("Certificates"), page=page, rows=rows, may_ask=may_ask)
    return render(request, "shop/certification/desk.html", context)


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, stand: Stand) -> HttpResponse:
    """Ask those who certify in the area. Sent twice it is asked once."""
    if stand.enterprise.state != State.VERIFIED:
        messages.info(request, _("Only a verified enterprise and what it makes are certified."))
        return redirect(stand.url("shop_desk_certificates"))
    said = (request.POST, request.FILES) if request.method == "POST" else ()
    if said and counted(f"certificates:{stand.member.pk}") > MOST_AN_HOUR:
        messages.warning(request, _("You have sent %(number)s forms within the hour.") % {"number": MOST_AN_HOUR})
        return redirect(stand.url("shop_desk_certificates"))
    form = CertificateForm(*said, enterprise=stand.enterprise)
    if form.is_bound and form.is_valid():
        try:
            services.ask(enterprise=stand.enterprise, actor=stand.member, **form.said)
        except ValidationError as error:
            form.add_refusal(error)
        else:
            messages.success(request, _("Thank you. Those who certify in your area look at it and tell you."))
            return redirect(stand.url("shop_desk_certificates"))
    context = frame(stand, "certificates", _("Ask for a certificate"), form=form)
    return render(request, "shop/certification/ask.html", context, status=422 if form.is_bound else 200)
