"""The forms of staff: what members say too, any LAO with its exception, and why something is refused."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.widgets import AdminSnippetChooser

from cms.places.models import Lao
from shop.enterprises.forms import EnterpriseForm


class StaffForm(EnterpriseForm):
    """As members have it; the LAO may be any, where `lao_exception` says why one that took no part."""

    lao = forms.ModelChoiceField(  # type: ignore[assignment]  # staff choose by the admin's own chooser
        label=_("LAO"), queryset=Lao.objects.select_related("province"), required=False, widget=AdminSnippetChooser(Lao)
    )
    lao_exception = forms.CharField(
        label=_("Why an LAO that did not take part, or none"),
        max_length=300,
        required=False,
        help_text=_("Needed only where the LAO is none that took part in the programme."),
    )

    class Meta(EnterpriseForm.Meta):
        fields: ClassVar[tuple[str, ...]] = (*EnterpriseForm.Meta.fields, "lao_exception", "is_demo")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, is_staff=True, **kwargs)

    def _show(self, one: Any) -> None:
        super()._show(one)
        self.initial["lao"] = one.lao_id

    def clean_lao(self) -> Lao | None:
        """The LAO chosen."""
        lao: Lao | None = self.cleaned_data["lao"]
        return lao


class ReasonForm(forms.Form):
    """Why an enterprise is sent back or suspended; its members read it. Whether it is needed is the service's to say."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("The members of the enterprise read this."),
    )
