"""Forms about payouts: where an enterprise wants them, and what staff write down."""

from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shop.catalogue.fields import BahtField
from shop.payments.banks import BANKS, account_number, masked
from shop.payments.forms import SlipField
from shop.payments.models import PaymentTerms
from shop.payments.paying_out import REASON_LENGTH

_KEY = r"^[0-9a-f]{32}$"


class Refusable(forms.Form):
    """A form that shows what a service refused."""

    def add_refusal(self, error: ValidationError) -> None:
        """Stand what the service refused beside the field that it is about; above the form where it has no such field."""
        for name, problems in getattr(error, "error_dict", {None: [error]}).items():
            self.add_error(name if name in self.fields else None, problems)


class AccountForm(Refusable):
    """Where payouts go. The number that is kept is never written into the form; left blank, it stays."""

    bank = forms.ChoiceField(label=_("Bank"), required=False)
    account_number = forms.CharField(
        label=_("Account number"),
        max_length=40,
        required=False,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )
    account_name = forms.CharField(label=_("Name of the account"), max_length=120, required=False)
    forget = forms.BooleanField(label=_("Erase the account that is kept"), required=False)

    def __init__(self, data: Any = None, *, terms: PaymentTerms) -> None:
        super().__init__(data, initial={"bank": terms.bank, "account_name": terms.account_name})
        self.terms = terms
        self.fields["bank"].choices = [("", "–"), *BANKS.items()]  # type: ignore[attr-defined]  # a ChoiceField, declared above
        help_text: Any = _("10 to 15 digits. Only owners change it, and only staff who pay out see it.")
        if terms.account_number:
            help_text = _("Kept: %(number)s. Leave it blank to keep it.") % {"number": masked(terms.account_number)}
        else:
            del self.fields["forget"]
        self.fields["account_number"].help_text = help_text

    def clean_account_number(self) -> str:
        """The digits. Raises NotAnAccount."""
        return account_number(self.cleaned_data["account_number"])

    @property
    def said(self) -> dict[str, str]:
        """As `bank_accounts.set_account` takes it; the form must be valid."""
        if self.cleaned_data.get("forget"):
            return {"bank": "", "number": "", "name": ""}
        number = self.cleaned_data["account_number"] or self.terms.account_number
        return {"bank": self.cleaned_data["bank"], "number": number, "name": self.cleaned_data["account_name"]}


class PayoutForm(Refusable):
    """A transfer that was made. `account` is the number that the page showed, `key` makes the form one payout."""

    amount = BahtField(label=_("How much was transferred, in baht"))
    paid_on = forms.DateField(label=_("When"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    reference = forms.CharField(label=_("The bank's reference"), max_length=60)
    slip = SlipField(
        label=_("Proof of the transfer"),
        required=False,
        help_text=_("A picture; the members of the enterprise see it. If this page comes back, choose it again."),
    )
    account = forms.CharField(max_length=15, widget=forms.HiddenInput)
    key = forms.RegexField(_KEY, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, files: Any = None, *, owed: int, account: str) -> None:
        initial = {"amount": max(owed, 0), "paid_on": timezone.localdate(), "account": account, "key": uuid4().hex}
        super().__init__(data, files, initial=initial, auto_id="payout-%s")


class TakeBackForm(Refusable):
    """Why a payout counts as not made."""

    payout = forms.IntegerField(min_value=1, max_value=2**62, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why this payout counts as not made"),
        max_length=REASON_LENGTH,
        help_text=_("The members of the enterprise read this."),
    )

    def __init__(self, data: Any = None, *, payout: int | None = None) -> None:
        super().__init__(data, initial={"payout": payout}, auto_id=f"back-{payout}-%s")


class AdjustmentForm(Refusable):
    """A correction of what is owed, either way."""

    way = forms.ChoiceField(
        label=_("Which way"), choices=[("less", _("Less is owed")), ("more", _("More is owed"))], initial="less"
    )
    amount = BahtField(label=_("By how much, in baht"))
    reason = forms.CharField(
        label=_("Why"), max_length=REASON_LENGTH, help_text=_("The members of the enterprise read this.")
    )
    key = forms.RegexField(_KEY, widget=forms.HiddenInput)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"key": uuid4().hex}, auto_id="adjust-%s")

    @property
    def signed(self) -> int:
        """Satang, less than nothing where less is owed; the form must be valid."""
        amount = int(self.cleaned_data["amount"])
        return -amount if self.cleaned_data["way"] == "less" else amount
