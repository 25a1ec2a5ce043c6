"""The forms of staff: a certifying body, and who acts for it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from cms.accounts.models import User
from shop.certification import bodies
from shop.certification.models import Certifier, CertifyingBody


class BodyForm(WagtailAdminModelForm):
    """A body whose LAO lies in its province."""

    class Meta:
        model = CertifyingBody
        fields = ["name_th", "name_en", "kind", "province", "lao", "is_active"]

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError beside the LAO."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        lao, province = data.get("lao"), data.get("province")
        if lao is not None and province is not None and lao.province_id != province.pk:
            self.add_error("lao", ValidationError(_("This LAO is not in the province chosen."), code="elsewhere"))
        return data


class CertifierForm(WagtailAdminModelForm):
    """A person is named by the address of their account."""

    email = forms.EmailField(label=_("E-mail address of their account"), max_length=254)

    class Meta:
        model = Certifier
        fields = ["body"]

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError beside the address where nobody has it, or they act for the body already."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        user = User.objects.filter(email=data.get("email", "").strip().lower(), is_active=True).first()
        if "email" in data and user is None:
            self.add_error("email", ValidationError(_("Nobody has an account with this address."), code="nobody"))
        elif user is not None and "body" in data and Certifier.objects.filter(body=data["body"], user=user).exists():
            self.add_error("email", ValidationError(_("This person acts for the body already."), code="acts_already"))
        data["user"] = user
        return data

    def save(self, commit: bool = True) -> Certifier:
        """Through the service, which gives the role."""
        return bodies.add_certifier(body=self.cleaned_data["body"], user=self.cleaned_data["user"])
