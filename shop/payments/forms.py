"""The forms by which a buyer shows a slip, and by which somebody says that money was paid back."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from media import validation
from shop import money
from shop.catalogue.fields import BahtField
from shop.payments import card_refunds, refunds
from shop.payments.models import BY_HAND, Payment, RefundWay

_HEAD = 1024


class SlipField(forms.FileField):
    """A picture, judged by its content and drawn anew; a slip is no document."""

    widget = forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/heic,image/heif"})

    def to_python(self, data: Any) -> "UploadedFile[Any] | None":
        """The upload, its content clean. Raises ValidationError."""
        upload = super().to_python(data)
        if not isinstance(upload, UploadedFile):
            return None
        if b"%PDF-" in upload.read(_HEAD):
            raise ValidationError(_("Please send the slip as a picture (JPEG or PNG), not as a PDF."), code="pdf")
        validation.clean_photo_upload(upload)
        return upload


class SlipForm(forms.Form):
    """One picture of a slip."""

    slip = SlipField(
        label=_("Picture of the slip"),
        help_text=_("JPEG, PNG, WebP or HEIC. Only you, the seller and our staff can see it."),
    )


class RefundForm(forms.Form):
    """Money that was paid back of this payment; `seen` is the sum of refunds on the page that the form stood on."""

    amount = BahtField(label=_("How much was paid back, in baht"))
    how = forms.ChoiceField(label=_("How"), choices=[(way.value, way.label) for way in BY_HAND])
    paid_on = forms.DateField(label=_("When"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    seen = forms.IntegerField(min_value=0, max_value=money.MOST, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, payment: Payment) -> None:
        left = payment.amount - payment.refunded
        initial = {"amount": left, "how": RefundWay.TRANSFER, "paid_on": timezone.localdate(), "seen": payment.refunded}
        super().__init__(data, initial=initial, auto_id="refund-%s")

    def add_refusal(self, error: ValidationError) -> None:
        """Show what the service refused beside the field that it is about."""
        for name, problems in getattr(error, "error_dict", {None: [error]}).items():
            self.add_error(name, problems)


class CardRefundForm(RefundForm):
    """Money to send back the way it was paid: only how much. `seen` counts what is on its way too."""

    how = None  # type: ignore[assignment]  # takes the field away, as Django documents it
    paid_on = None  # type: ignore[assignment]  # takes the field away, as Django documents it

    def __init__(self, data: Any = None, *, payment: Payment) -> None:
        super().__init__(data, payment=payment)
        gone = payment.refunded + card_refunds.on_its_way(payment)
        self.initial = {"amount": payment.amount - gone, "seen": gone}
        self.fields["amount"].label = _("How much goes back, in baht")


def refund_form(payment: Payment, data: Any = None) -> RefundForm:
    """The form by which money of this payment goes back."""
    form = CardRefundForm if refunds.goes_by_service(payment) else RefundForm
    return form(data, payment=payment)
