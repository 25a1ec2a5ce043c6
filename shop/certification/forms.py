"""The forms by which a certificate is asked for, granted, refused and revoked. Each gives what a service takes."""

import re
import secrets
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.accounts.role_forms import PaperField
from shop.catalogue.models import Product
from shop.certification import rules, services
from shop.certification.fields import DocumentDateField
from shop.certification.models import CertifyingBody, Scheme
from shop.enterprises.models import Enterprise

NOT_CHOSEN = ("", "—")
MOST_PRODUCTS = 300
_KEY = re.compile(r"[0-9a-f]{32}")


class CertificateForm(forms.Form):
    """What stands on a certificate, and its document. `said` and `made` are what the services take.

    `form_key` goes with the form: sent twice it makes one certificate.
    """

    scheme = forms.ChoiceField(label=_("Scheme"), choices=[NOT_CHOSEN, *Scheme.choices])
    product = forms.ChoiceField(
        label=_("Product"), required=False, help_text=_("Leave it open for a certificate of the whole enterprise.")
    )
    stars = forms.TypedChoiceField(
        label=_("Stars"),
        choices=[NOT_CHOSEN, *((number, "★" * number) for number in range(rules.MOST_STARS, 0, -1))],
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("For OTOP only."),
    )
    number = forms.CharField(
        label=_("Number"),
        max_length=rules.LONGEST_NUMBER,
        widget=forms.TextInput({"autocomplete": "off"}),
        help_text=_("As it stands on the certificate. FDA: 13 digits, GI: สช and 8 digits."),
    )
    issuer = forms.CharField(
        label=_("Issued by"), max_length=160, help_text=_("The office or committee named on the certificate.")
    )
    valid_from = DocumentDateField(label=_("Valid from"))
    valid_until = DocumentDateField(
        label=_("Valid until"), required=False, help_text=_("Leave it open where the certificate names no end.")
    )
    document = PaperField(
        label=_("The certificate"),
        help_text=_(
            "A photograph or a PDF. Only you, those who certify in your area and our staff see it, unless the certifier "
            "makes it public. Cover identity numbers and signatures."
        ),
    )
    form_key = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, enterprise: Enterprise, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"form_key": secrets.token_hex(16)}, **kwargs})
        self.enterprise = enterprise
        rows = Product.objects.filter(enterprise=enterprise).order_by("name_th", "pk")[:MOST_PRODUCTS]
        self.products = {str(product.pk): product for product in rows}
        choices = [NOT_CHOSEN, *((key, str(product)) for key, product in self.products.items())]
        self.fields["product"].choices = choices  # type: ignore[attr-defined]  # it is a choice field

    def clean_product(self) -> Product | None:
        """The product chosen, or none for the whole enterprise."""
        return self.products.get(self.cleaned_data["product"])

    def clean_form_key(self) -> str:
        """The key that came, or a new one where it is none."""
        key: str = self.cleaned_data["form_key"]
        return key if _KEY.fullmatch(key) else secrets.token_hex(16)

    def clean(self) -> dict[str, Any]:
        """What the scheme asks, told beside each field."""
        data = super().clean() or {}
        if not self.errors.keys() & {"scheme", "number", "valid_from", "valid_until", "stars", "product"}:
            try:
                data.update(
                    rules.judge({name: data.get(name) for name in services.SAID}, has_product=bool(data["product"]))
                )
            except ValidationError as error:
                self.add_refusal(error)
        return data

    def add_refusal(self, error: ValidationError) -> None:
        """Show what a rule or a service refused beside the field it is about."""
        for name, problems in getattr(error, "error_dict", {None: [error]}).items():
            self.add_error(name if name in self.fields else None, problems)

    @property
    def said(self) -> dict[str, Any]:
        """As `services.ask` takes it; the form must be valid."""
        names = (*services.SAID, "product", "document", "form_key")
        return {name: self.cleaned_data.get(name) for name in names}


class GrantedForm(CertificateForm):
    """A certificate that a certifier grants without a question; where there are several bodies, in the name of which."""

    body = forms.ChoiceField(label=_("In the name of"))
    is_document_public = forms.BooleanField(
        label=_("Everybody may read the document"),
        required=False,
        help_text=_("Only where nothing private stands on it."),
    )

    def __init__(self, *args: Any, bodies: list[CertifyingBody], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document"].required = False
        _offer(self, bodies)

    def clean_body(self) -> CertifyingBody:
        """The body chosen."""
        return self.bodies[self.cleaned_data["body"]]

    @property
    def said(self) -> dict[str, Any]:
        """As `services.grant_directly` takes it; the form must be valid."""
        return super().said | {name: self.cleaned_data[name] for name in ("body", "is_document_public")}

    bodies: Mapping[str, CertifyingBody]


class GrantForm(forms.Form):
    """A certifier grants what was asked for."""

    body = forms.ChoiceField(label=_("In the name of"))
    is_document_public = forms.BooleanField(
        label=_("Everybody may read the document"),
        required=False,
        help_text=_("Only where nothing private stands on it."),
    )
    bodies: Mapping[str, CertifyingBody]

    def __init__(self, *args: Any, bodies: list[CertifyingBody], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, bodies)

    def clean_body(self) -> CertifyingBody:
        """The body chosen."""
        return self.bodies[self.cleaned_data["body"]]


class ReasonForm(forms.Form):
    """Why it is refused or revoked."""

    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea({"rows": 3}))


class FindForm(forms.Form):
    """Which enterprise a certificate is for, by a part of its name."""

    q = forms.CharField(label=_("Name of the enterprise"), max_length=120, required=False)


def _offer(form: Any, bodies: list[CertifyingBody]) -> None:
    form.bodies = {str(body.pk): body for body in bodies}
    form.fields["body"].choices = [(key, str(body)) for key, body in form.bodies.items()]
    form.fields["body"].initial = next(iter(form.bodies), "")
    if len(bodies) == 1:
        form.fields["body"].widget = forms.HiddenInput()
