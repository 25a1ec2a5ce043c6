"""Forms of those who write reports: begin one, write it, choose pictures, withdraw it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.places.models import Lao
from media.models import Photo
from shop.reports import rules
from shop.reports.models import MOST_WORDS, PROGRAMME, AnnualReport, ReportPicture
from shop.reports.services import WORDS, Chosen
from themes.templatetags.thai_dates import thai_year


class Refusable(forms.Form):
    """A form that shows what a service refused."""

    def add_refusal(self, error: ValidationError) -> None:
        """Stand what the service refused beside the field that it is about; above the form where it has no such field."""
        for name, problems in getattr(error, "error_dict", {None: [error]}).items():
            self.add_error(name if name in self.fields else None, problems)


class BeginForm(Refusable):
    """Of which year and of whom."""

    year = forms.TypedChoiceField(label=_("Fiscal year"), coerce=int)
    of = forms.ChoiceField(label=_("Report of"))

    def __init__(self, data: Any = None, *, laos: Sequence[Lao], with_programme: bool) -> None:
        super().__init__(data, auto_id="begin-%s")
        self.laos = {lao.key: lao for lao in laos}
        years = [(year, thai_year(year)) for year in rules.years(timezone.localdate())]
        whom: Iterable[tuple[str, Any]] = [(lao.key, f"{lao.full_name} · {lao.province}") for lao in laos]
        programme = [(PROGRAMME, _("the whole programme"))] if with_programme else []
        self.fields["year"].choices = years  # type: ignore[attr-defined]  # a ChoiceField, declared above
        self.fields["of"].choices = [*programme, *whom]  # type: ignore[attr-defined]  # a ChoiceField, declared above

    @property
    def said(self) -> dict[str, Any]:
        """As the service takes it; the form must be valid."""
        return {"year": self.cleaned_data["year"], "lao": self.laos.get(self.cleaned_data["of"])}


def _text(label: Any, rows: int, help_text: Any = "") -> forms.CharField:
    area = forms.Textarea({"rows": rows})
    return forms.CharField(label=label, max_length=MOST_WORDS, required=False, widget=area, help_text=help_text)


class WordsForm(Refusable):
    """What a person writes in a report."""

    summary_th = _text(
        _("Main points for those who decide, in Thai"), 6, _("What happened, in three to five sentences.")
    )
    summary_en = _text(_("Main points, in English"), 6)
    analysis_th = _text(_("What to do next, in Thai"), 8, _("Why figures rose or fell, and what follows from it."))
    analysis_en = _text(_("What to do next, in English"), 8)

    def __init__(self, data: Any = None, *, report: AnnualReport) -> None:
        initial = {name: getattr(report, name) for name in WORDS}
        super().__init__(data, initial=initial, auto_id="report-%s")


class PicturesForm(Refusable):
    """A box and two texts for each picture offered; the fields are named after the photo."""

    def __init__(self, data: Any = None, *, offered: Sequence[Photo], chosen: Mapping[int, ReportPicture]) -> None:
        super().__init__(data, auto_id="picture-%s")
        self.offered = offered
        for photo in offered:
            one = chosen.get(photo.pk)
            # Of a picture not chosen yet the words that stand beside it elsewhere are offered.
            thai, english = (one.alt_th, one.alt_en) if one else (photo.description[:200], "")
            self.fields[f"use_{photo.pk}"] = forms.BooleanField(
                label=_("Show this picture"), required=False, initial=one is not None
            )
            self.fields[f"th_{photo.pk}"] = forms.CharField(
                label=_("What it shows, in Thai"), max_length=200, required=False, initial=thai
            )
            self.fields[f"en_{photo.pk}"] = forms.CharField(
                label=_("What it shows, in English"), max_length=200, required=False, initial=english
            )

    @property
    def rows(self) -> list[tuple[Photo, Any, Any, Any]]:
        """Each picture with its three fields."""
        return [(p, self[f"use_{p.pk}"], self[f"th_{p.pk}"], self[f"en_{p.pk}"]) for p in self.offered]

    @property
    def said(self) -> list[Chosen]:
        """The pictures chosen, in the order of the page; the form must be valid."""
        keys = [photo.pk for photo in self.offered if self.cleaned_data[f"use_{photo.pk}"]]
        return [Chosen(key, self.cleaned_data[f"th_{key}"], self.cleaned_data[f"en_{key}"]) for key in keys]


class WithdrawForm(Refusable):
    """Why nobody should read it any more."""

    reason = forms.CharField(
        label=_("Why it is withdrawn"), max_length=500, help_text=_("Who opens its address reads this.")
    )
