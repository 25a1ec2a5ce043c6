"""Forms of the registry of LAOs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from cms.places.models import Lao
from cms.places.rules import ONE_OF_A_KIND, type_and_name
from cms.places.services import new_key


class UploadForm(forms.Form):
    """A spreadsheet of LAOs; `sheets.read` judges what is in it."""

    file = forms.FileField(
        label=_("Spreadsheet of LAOs"),
        help_text=_("XLSX or CSV with a header row, at most 5 MB and 20,000 rows."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt,text/csv"}),
    )


class LaoForm(WagtailAdminModelForm):
    """One LAO in the admin. Its key is given once, by hand or by itself, and then stays."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        key = self.fields["key"]
        key.disabled = self.instance.pk is not None
        key.required = False
        key.help_text = _("Names the LAO for ever; left empty, it is made from the English name.")

    def clean_name_th(self) -> str:
        """The name without the type that someone wrote in front of it."""
        written: str = self.cleaned_data["name_th"]
        kind, name = type_and_name(written)
        return written if kind in ONE_OF_A_KIND else name

    def clean(self) -> dict[str, Any]:
        """A new LAO without a key gets one, where type and province are there to make it of."""
        cleaned: dict[str, Any] = super().clean()
        fields = ("type", "name_th", "name_en", "official_code", "province", "district")
        if not cleaned.get("key") and cleaned.get("type") and cleaned.get("province"):
            cleaned["key"] = new_key(Lao(**{field: cleaned[field] for field in fields if cleaned.get(field)}))
        return cleaned
