"""Who is owed what: the list of staff, and the same as a file."""

from typing import Any

import django_filters  # type: ignore[import-untyped]  # Wagtail's own, which has no types
from django.contrib.auth.decorators import permission_required
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.widgets.button import HeaderButton
from wagtail.permission_policies import ModelPermissionPolicy

from shop.enterprises.models import Enterprise
from shop.payments import statement_files
from shop.payments.balances import with_balances
from shop.payments.banks import bank_name
from shop.payments.ledger import LedgerEntry, Payout
from shop.payments.statements import in_baht
from themes.templatetags.money import baht

MAY_SEE = "shop_payments.view_payout"
MAY_PAY_OUT = "shop_payments.add_payout"
# In one file, the largest sums first.
MOST_IN_FILE = 20_000


def in_the_ledger() -> "QuerySet[Any]":
    """Enterprises for which money came to the programme, with their sums."""
    theirs = LedgerEntry.objects.filter(enterprise=OuterRef("pk"))
    return with_balances(Enterprise.objects.filter(Exists(theirs)))


class OwedFilter(WagtailFilterSet):
    """By what is owed, and by province."""

    owed = django_filters.ChoiceFilter(
        label=gettext_lazy("Owed"),
        method="by_owed",
        choices=[("due", gettext_lazy("To be paid out")), ("over", gettext_lazy("Paid out too much"))],
    )

    class Meta:
        model = Enterprise
        fields = ("province",)

    def by_owed(self, found: "QuerySet[Any]", name: str, value: str) -> "QuerySet[Any]":
        """Those above, or below, nothing."""
        return found.filter(owed__gt=0) if value == "due" else found.filter(owed__lt=0)


def _amount(name: str) -> Any:
    """Of the sum of this name, without a sign."""
    return lambda one: baht(abs(getattr(one, f"sum_{name}")))


class PayoutsView(IndexView):
    """Enterprises for which money came to the programme, those to whom most is owed first."""

    model = Enterprise
    permission_policy = ModelPermissionPolicy(Payout)
    any_permission_required = ["view", "add"]
    page_title = gettext_lazy("Payouts")
    header_icon = "download"
    index_url_name = "shop_payouts"
    index_results_url_name = "shop_payouts_results"
    filterset_class = OwedFilter
    search_backend_name = None
    search_fields = ["name_th", "name_en", "slug"]
    default_ordering = "-owed"
    paginate_by = 25
    columns = [
        TitleColumn(
            "name", label=gettext_lazy("Enterprise"), get_url=lambda one: reverse("shop_payout", args=[one.pk])
        ),
        Column("owed", label=gettext_lazy("Owed"), accessor=lambda one: baht(one.owed), sort_key="owed"),
        Column("sales", label=gettext_lazy("Sales"), accessor=_amount("sales"), sort_key="sum_sales"),
        Column("fees", label=gettext_lazy("Fees"), accessor=_amount("fees")),
        Column("refunds", label=gettext_lazy("Paid back"), accessor=_amount("refunds")),
        Column("payouts", label=gettext_lazy("Paid out"), accessor=_amount("payouts")),
    ]

    def get_base_queryset(self) -> Any:
        """With the sums."""
        return in_the_ledger()

    @property
    def header_buttons(self) -> list[Any]:
        """The list as a file."""
        return [
            HeaderButton(label=f"{_('Download')} {form.upper()}", url=reverse("shop_payouts_file", args=[form]))
            for form in statement_files.FORMS
        ]


@never_cache
@permission_required([MAY_SEE], raise_exception=True)
@require_safe
def payouts_file(request: HttpRequest, form: str) -> HttpResponse:
    """Who is owed what as a file; the accounts for those only who pay out."""
    if form not in statement_files.FORMS:
        raise Http404
    with_accounts = request.user.has_perm(MAY_PAY_OUT)
    sums = {
        "owed": _("Owed, baht"),
        "sales": _("Sales, baht"),
        "fees": _("Fees, baht"),
        "refunds": _("Paid back, baht"),
        "payouts": _("Paid out, baht"),
        "adjustments": _("Corrections, baht"),
    }
    header = [_("Enterprise"), *sums.values()]
    if with_accounts:
        header += [_("Bank"), _("Account number"), _("Name of the account")]
    rows: list[list[Any]] = [header]
    for one in in_the_ledger().select_related("payment_terms").order_by("-owed", "pk")[:MOST_IN_FILE]:
        signed = {name: getattr(one, name if name == "owed" else f"sum_{name}") for name in sums}
        taken = {name: -signed[name] for name in ("fees", "refunds", "payouts")}
        row = [one.name, *(in_baht(satang) for satang in (signed | taken).values())]
        rows.append(row + (_account(one) if with_accounts else []))
    return statement_files.answer(rows, form, called="payouts", title=_("Payouts"))


def _account(one: Enterprise) -> list[str]:
    terms = getattr(one, "payment_terms", None)
    if terms is None or not terms.account_number:
        return ["", "", ""]
    return [bank_name(terms.bank), terms.account_number, terms.account_name]
