"""One enterprise's ledger as staff see it, and what those who pay out write down there."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cms.accounts.models import User
from media import private_files, serving
from shop.enterprises.models import Enterprise
from shop.payments import paying_out
from shop.payments.balances import Balance, balance_of, on_its_way_back
from shop.payments.gateways.base import terms_of
from shop.payments.ledger import AccountChange, Kind, LedgerEntry, Payout
from shop.payments.payout_forms import AdjustmentForm, PayoutForm, Refusable, TakeBackForm
from shop.payments.payout_list import MAY_PAY_OUT, MAY_SEE

ENTRIES_PER_PAGE = 25
MOST_CHANGES = 10
MOST_PAYOUTS = 20

Act = Callable[[Enterprise, User, Any], str]


@never_cache
@permission_required(MAY_SEE, raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def payout(request: HttpRequest, pk: int) -> HttpResponse:
    """What is owed to one enterprise and why; who may pay out writes down transfers, takes back, corrects."""
    one = get_object_or_404(Enterprise.objects.select_related("payment_terms"), pk=pk)
    may = request.user.has_perm(MAY_PAY_OUT)
    balance, terms, going_back = balance_of(one), terms_of(one), on_its_way_back(one)
    forms: dict[str, Refusable] = {
        "pay": PayoutForm(owed=balance.owed - going_back, account=terms.account_number),
        "adjust": AdjustmentForm(),
    }
    status = 200
    if request.method == "POST":
        if not may:
            raise PermissionDenied
        name, form, act = _asked(request, balance, terms.account_number)
        if form.is_valid() and (done := _did(act, one, cast(User, request.user), form)):
            messages.success(request, done)
            return redirect("shop_payout", one.pk)
        forms[name], status = form, 422
    context = _context(request, one, balance, forms) | {"going_back": going_back}
    return render(request, "shop/payments/admin_payout.html", context, status=status)


def _asked(request: HttpRequest, balance: Balance, account: str) -> tuple[str, Refusable, Act]:
    """The form that was sent. Raises Http404 for none of ours."""
    match request.POST.get("act"):
        case "pay":
            return "pay", PayoutForm(request.POST, request.FILES, owed=balance.owed, account=account), _pay
        case "back":
            return "back", TakeBackForm(request.POST), _take_back
        case "adjust":
            return "adjust", AdjustmentForm(request.POST), _adjust
    raise Http404


def _did(act: Act, one: Enterprise, actor: User, form: Refusable) -> str:
    """What to say when it is done; blank where the form has something refused."""
    try:
        return act(one, actor, form)
    except ValidationError as error:
        form.add_refusal(error)
        return ""


def _pay(one: Enterprise, actor: User, form: PayoutForm) -> str:
    paying_out.pay_out(enterprise=one, actor=actor, **form.cleaned_data)
    return _("The payout is written down. The members of the enterprise are told.")


def _take_back(one: Enterprise, actor: User, form: TakeBackForm) -> str:
    made = get_object_or_404(Payout, pk=form.cleaned_data["payout"], enterprise=one)
    paying_out.take_back(payout=made, actor=actor, reason=form.cleaned_data["reason"])
    return _("The payout is taken back. The members of the enterprise are told.")


def _adjust(one: Enterprise, actor: User, form: AdjustmentForm) -> str:
    said = {name: form.cleaned_data[name] for name in ("reason", "key")}
    paying_out.adjust(enterprise=one, actor=actor, amount=form.signed, **said)
    return _("The correction is written down. The members of the enterprise are told.")


def _context(request: HttpRequest, one: Enterprise, balance: Balance, forms: dict[str, Refusable]) -> dict[str, Any]:
    entries = LedgerEntry.objects.filter(enterprise=one).select_related("payment__order", "payout", "actor")
    changes = AccountChange.objects.filter(enterprise=one).select_related("actor").order_by("-pk")
    return {
        "enterprise": one,
        "balance": balance,
        "terms": terms_of(one),
        "may_pay_out": request.user.has_perm(MAY_PAY_OUT),
        "forms": forms,
        "page": Paginator(entries.order_by("-at", "-pk"), ENTRIES_PER_PAGE).get_page(request.GET.get("page")),
        "payouts": _standing(one, forms.get("back")),
        "changes": changes[:MOST_CHANGES],
        "header_title": one.name,
        "header_icon": "download",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("shop_payouts"), "label": _("Payouts")},
            {"url": "", "label": one.name},
        ],
    }


def _standing(one: Enterprise, refused: Refusable | None) -> list[tuple[Payout, bool, Refusable]]:
    """The latest payouts, whether each was taken back, and the form that does it."""
    back = LedgerEntry.objects.filter(kind=Kind.ADJUSTMENT, payout=OuterRef("pk"))
    payouts = Payout.objects.filter(enterprise=one).select_related("actor").annotate(is_gone=Exists(back))
    sent = str(refused["payout"].value()) if refused else ""
    return [
        (made, made.is_gone, refused if refused and sent == str(made.pk) else TakeBackForm(payout=made.pk))
        for made in payouts.order_by("-pk")[:MOST_PAYOUTS]
    ]


@never_cache
@permission_required(MAY_SEE, raise_exception=True)
@require_safe
def proof(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The picture that proves a transfer."""
    made = get_object_or_404(Payout.objects.exclude(slip=""), pk=pk)
    return serving.respond(request, private_files.served(str(made.slip.name)))
