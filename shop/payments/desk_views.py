"""The enterprise's money at the programme, seen from its desk: what is owed, the statement, where payouts go."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from media import private_files, serving
from shop.enterprises.doors import Stand, for_members, frame
from shop.enterprises.queries import is_owner
from shop.payments import bank_accounts, statement_files, statements
from shop.payments.balances import balance_of, on_its_way_back
from shop.payments.gateways.base import terms_of
from shop.payments.ledger import AccountChange, Payout
from shop.payments.payout_forms import AccountForm

ENTRIES_PER_PAGE = 50
MOST_CHANGES = 20


@for_members
@require_safe
def balance(request: HttpRequest, stand: Stand) -> HttpResponse:
    """What is owed now, and the entries of one month, the latest where none is named."""
    months = statements.months_of(stand.enterprise)
    month = statements.month_named(months, request.GET.get("month", ""))
    page = None
    if month is not None:
        entries = statements.entries_in(stand.enterprise, month)
        page = Paginator(entries, ENTRIES_PER_PAGE).get_page(request.GET.get("page"))
    context = frame(
        stand,
        "balance",
        _("Balance and payouts"),
        balance=balance_of(stand.enterprise),
        going_back=on_its_way_back(stand.enterprise),
        terms=terms_of(stand.enterprise),
        months=months,
        month=month,
        page=page,
    )
    return render(request, "shop/payments/desk_balance.html", context)


@for_members
@require_safe
def statement(request: HttpRequest, stand: Stand, form: str) -> HttpResponse:
    """The statement of a month as a file."""
    if form not in statement_files.FORMS:
        raise Http404
    months = statements.months_of(stand.enterprise)
    name = request.GET.get("month", "")
    month = next((one for one in months if one.key == name), None)
    if month is None:
        raise Http404
    rows: list[list[statements.Cell]] = [[*statements.header()], *statements.rows(stand.enterprise, month)]
    return statement_files.answer(rows, form, called=f"{stand.enterprise.slug}-{month.key}", title=_("Statement"))


@for_members
@require_safe
def proof(request: HttpRequest, stand: Stand, pk: int) -> HttpResponseBase:
    """The picture that proves a transfer."""
    payout = Payout.objects.filter(pk=pk, enterprise=stand.enterprise).exclude(slip="").first()
    if payout is None:
        raise Http404
    return serving.respond(request, private_files.served(str(payout.slip.name)))


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest, stand: Stand) -> HttpResponse:
    """Where payouts go, which owners say; who else is a member sees whose account it is and no number."""
    may_change = is_owner(stand.member, stand.enterprise)
    posted = request.method == "POST"
    if posted and not may_change:
        raise PermissionDenied
    terms = terms_of(stand.enterprise)
    form = AccountForm(request.POST if posted else None, terms=terms)
    if posted and form.is_valid():
        try:
            changed = bank_accounts.set_account(enterprise=stand.enterprise, actor=stand.member, **form.said)
        except ValidationError as error:
            form.add_refusal(error)
        else:
            done = _("The account is changed. Every owner is told.") if changed else _("The account stands as it was.")
            messages.success(request, done)
            return redirect(stand.url("shop_desk_account"))
    changes = AccountChange.objects.filter(enterprise=stand.enterprise).select_related("actor").order_by("-pk")
    context = frame(
        stand,
        "balance",
        _("Account for payouts"),
        form=form,
        terms=terms,
        may_change=may_change,
        changes=changes[:MOST_CHANGES],
    )
    return render(request, "shop/payments/desk_account.html", context, status=422 if posted else 200)
