"""The form by which an LAO asks to join, and the one with which staff decline."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.accounts.letters import LetterForm
from cms.lao import queries
from cms.lao.rules import type_fits_province
from cms.places.models import Lao, LaoType, Province
from cms.places.rules import name_key, type_and_name
from search.indexing import sort_key


class JoinForm(LetterForm):
    """Whoever speaks for an LAO asks. Once valid, `cleaned_data` has `lao` too, where the registry knows exactly one."""

    lao_type = forms.ChoiceField(label=_("Type of LAO"), choices=[("", "—"), *LaoType.choices])
    lao_name = forms.CharField(
        label=_("Name of the LAO"), max_length=120, help_text=_("Without its type: Nong Waeng, not Nong Waeng TAO.")
    )
    province = forms.ChoiceField(label=_("Province"))
    district = forms.CharField(
        label=_("District"),
        max_length=80,
        required=False,
        help_text=_("Needed only where several LAOs of the province have this name."),
    )
    person = forms.CharField(label=_("Your name"), max_length=120, widget=forms.TextInput({"autocomplete": "name"}))
    position = forms.CharField(
        label=_("Your position"), max_length=120, widget=forms.TextInput({"autocomplete": "organization-title"})
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("We answer there. It is shown to nobody else."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    text = forms.CharField(
        label=_("Why you want to join"), max_length=3000, required=False, widget=forms.Textarea({"rows": 6})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.provinces = {province.code: province for province in Province.objects.current()}
        named = sorted(self.provinces.values(), key=lambda province: sort_key(str(province)))
        self.fields["province"].choices = [("", "—"), *((p.code, str(p)) for p in named)]  # type: ignore[attr-defined]  # a ChoiceField, not any Field

    def clean_province(self) -> Province:
        """The province of the code chosen."""
        return self.provinces[self.cleaned_data["province"]]

    def clean(self) -> dict[str, Any]:
        """Find the LAO first: a form that comes back for that does not count as written."""
        if not self.errors:
            self._find()
        return super().clean()

    def _find(self) -> None:
        data = self.cleaned_data
        said, bare = type_and_name(data["lao_name"])
        if said not in (None, data["lao_type"]):
            words = _("The name says “%(said)s”, the type chosen is another one.")
            self.add_error("lao_type", _problem(words, "other_type", said=LaoType(said).label))
        elif not type_fits_province(data["lao_type"], data["province"].code):
            words = _("The BMA is in Bangkok, Bangkok has no other LAO, and Pattaya is in Chon Buri.")
            self.add_error("province", _problem(words, "type_elsewhere"))
        elif not name_key(bare):
            self.add_error("lao_name", _problem(_("Write the name of the LAO."), "no_name"))
        else:
            self._match(bare)

    def _match(self, name: str) -> None:
        data = self.cleaned_data
        typed, data["lao"], data["lao_name"] = data["district"], None, name
        district = queries.district_called(name=typed, province=data["province"]) if typed else None
        if typed and district is None:
            words = _("%(province)s has no district of this name.")
            self.add_error("district", _problem(words, "no_district", province=str(data["province"])))
            return
        found = queries.laos_called(kind=data["lao_type"], name=name, province=data["province"], district=district)
        if len(found) > 1:
            words = _("Several LAOs of this province have this name. Write the district.")
            self.add_error("district", _problem(words, "several"))
            return
        data["district"] = district
        if found:
            lao: Lao = found[0]
            data |= {"lao": lao, "lao_name": lao.name_th, "district": lao.district}


def _problem(words: Any, code: str, **params: Any) -> ValidationError:
    return ValidationError(words, code=code, params=params)


class DeclineForm(forms.Form):
    """Why an LAO cannot join; the words go into the mail."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("The LAO reads this in the e-mail that declines its request."),
    )
