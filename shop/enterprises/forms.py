"""The forms by which members, and staff, say what an enterprise is. Each gives what a service takes."""

from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from cms.places.models import District, Lao, Province, Subdistrict
from media import validation
from shop.enterprises import choices, rules
from shop.enterprises.drafts import ContactDraft, PersonDraft
from shop.enterprises.models import ContactKind, Enterprise, Kind, MemberRole, State
from shop.enterprises.names import NameField
from shop.enterprises.places import district_called, subdistrict_called
from shop.enterprises.queries import MOST_WAYS
from shop.enterprises.services import MOST_PEOPLE, VERIFIED_FACTS

NOT_CHOSEN = ("", "—")
_LINES = {"about_th": 6, "about_en": 6, "summary_th": 2, "summary_en": 2}


class EnterpriseForm(forms.ModelForm[Enterprise]):
    """What an enterprise says of itself. `said` is what the services take; the picture comes apart, as `picture`.

    Facts that staff have verified can be read and not changed, but by staff.
    """

    province = forms.ChoiceField(label=_("Province"))
    district = forms.CharField(label=_("District"), max_length=60, required=False)
    subdistrict = forms.CharField(label=_("Subdistrict"), max_length=60, required=False)
    lao = NameField(
        label=_("LAO"),
        required=False,
        help_text=_(
            "Type its name. Only LAOs that took part are offered; if yours is not, leave it open: we will ask."
        ),
    )
    story_key = NameField(
        label=_("Your story"),
        required=False,
        help_text=_("A published story that tells of you; readers find you by it. Type a part of its title."),
    )
    picture = forms.FileField(
        label=_("Picture"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*"}),
        help_text=_("JPEG, PNG, WebP, AVIF or HEIC, at most 20 MB. Where it was taken is removed from it."),
    )
    picture_shows = forms.CharField(
        label=_("What the picture shows"),
        max_length=255,
        required=False,
        help_text=_("For those who cannot see it."),
    )

    class Meta:
        model = Enterprise
        fields: ClassVar[tuple[str, ...]] = (
            *("name_th", "name_en", "kind", "registration_number"),
            *("province", "district", "subdistrict", "lao", "story_key"),
            *("summary_th", "summary_en", "about_th", "about_en"),
        )

    def __init__(self, *args: Any, is_staff: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        one = self.instance if self.instance.pk else None
        self._offer(one, is_staff=is_staff)
        for name, lines in _LINES.items():
            self.fields[name].widget = forms.Textarea(attrs={"rows": lines, "maxlength": self.fields[name].max_length})  # type: ignore[attr-defined]  # they are text fields
        if one is not None:
            self._show(one)
            if one.state in {State.VERIFIED, State.SUSPENDED} and not is_staff:
                self._close()

    def _offer(self, one: Enterprise | None, *, is_staff: bool) -> None:
        self.provinces = choices.provinces()
        # Staff choose among all there are, by the admin's own chooser.
        self.laos = {} if is_staff else choices.laos(also=one.lao if one else None)
        offered: dict[str, Any] = {
            "kind": [NOT_CHOSEN, *Kind.choices],
            "province": [NOT_CHOSEN, *((code, str(place)) for code, place in self.provinces.items())],
        }
        if not is_staff:
            self._named("lao").offer(choices.lao_names(self.laos.values()))
        self._named("story_key").offer(choices.stories(one), choices.stories_called)
        for name, pairs in offered.items():
            self.fields[name].choices = pairs  # type: ignore[attr-defined]  # they are choice fields

    def _named(self, name: str) -> NameField:
        return cast(NameField, self.fields[name])

    def _show(self, one: Enterprise) -> None:
        """What is kept by code is shown by name; a story that is not published any more is not."""
        self.initial["story_key"] = one.story_key if one.story_key in self._named("story_key").names else ""
        self.initial["lao"] = one.lao.key if one.lao is not None else ""
        self.initial["district"] = str(one.district or "")
        self.initial["subdistrict"] = str(one.subdistrict or "")

    def _close(self) -> None:
        for name in VERIFIED_FACTS:
            self.fields[name].disabled = True
            self.fields[name].help_text = _("Verified. Write to us if it has changed.")

    def clean_province(self) -> Province:
        """The province of the code chosen."""
        return self.provinces[self.cleaned_data["province"]]

    def clean_lao(self) -> Lao | None:
        """The LAO of the key chosen."""
        return self.laos.get(self.cleaned_data["lao"])

    def clean_picture(self) -> validation.CleanFile | None:
        """The picture drawn anew, or none. Raises ValidationError for what is no picture."""
        upload: UploadedFile[Any] | None = self.cleaned_data["picture"]
        return validation.clean_photo(upload) if upload else None

    def clean(self) -> dict[str, Any]:
        """Find the district and the subdistrict by their names; a problem stands beside the field."""
        data = super().clean() or {}
        # Errors take a value away; what is left must not be the words that were typed.
        names = {name: data.pop(name, "") for name in ("district", "subdistrict")}
        data |= {"district": None, "subdistrict": None}
        if names["district"] and "province" in data:
            data["district"] = district_called(names["district"], data["province"])
            if data["district"] is None:
                self.add_error(
                    "district", self._unknown(_("%(place)s has no district of this name."), data["province"])
                )
        district: District | None = data.get("district")
        if names["subdistrict"] and district is not None:
            data["subdistrict"] = subdistrict_called(names["subdistrict"], district)
            if data["subdistrict"] is None:
                self.add_error("subdistrict", self._unknown(_("%(place)s has no subdistrict of this name."), district))
        elif names["subdistrict"] and "district" not in self.errors:
            self.add_error("district", ValidationError(_("Write the district too."), code="no_district"))
        return data

    @staticmethod
    def _unknown(words: Any, place: Province | District | Subdistrict) -> ValidationError:
        return ValidationError(words, code="unknown_place", params={"place": str(place)})

    def add_refusal(self, error: ValidationError) -> None:
        """Show what a service, or the keeping of the picture, refused beside the field it is about."""
        named = {"file": "picture", "cover": "picture", "title": "picture", "description": "picture_shows"}
        for name, problems in getattr(error, "error_dict", {None: [error]}).items():
            field = named.get(name, name)
            self.add_error(field if field in self.fields else None, problems)

    @property
    def said(self) -> dict[str, Any]:
        """The fields as `services.open_enterprise` and `edit_enterprise` take them; the form must be valid."""
        return {name: self.cleaned_data[name] for name in self._meta.fields or () if not self.fields[name].disabled}


class PersonForm(forms.Form):
    """Somebody of the enterprise, as its page names them."""

    name = forms.CharField(label=_("Name"), max_length=120)
    role_th = forms.CharField(label=_("What they do, in Thai"), max_length=160, required=False)
    role_en = forms.CharField(label=_("What they do, in English"), max_length=160, required=False)


class ContactWayForm(forms.Form):
    """One way to reach the enterprise, shown to everybody only where it says so."""

    kind = forms.ChoiceField(label=_("Way"), choices=[NOT_CHOSEN, *ContactKind.choices])
    value = forms.CharField(label=_("Number, name or address"), max_length=300)
    is_published = forms.BooleanField(label=_("Show it to everybody"), required=False)

    def clean(self) -> dict[str, Any]:
        """The value in the form in which it is kept."""
        data = super().clean() or {}
        if "kind" in data and "value" in data:
            try:
                data["value"] = rules.way_to_reach(data["kind"], data["value"])
            except rules.NotAWayToReach as error:
                self.add_error("value", error)
        return data


class _Rows(forms.BaseFormSet[Any]):
    """Rows in their order; those that are empty or taken away are left out."""

    def kept(self) -> list[dict[str, Any]]:
        """What the rows say; the set must be valid."""
        return [row.cleaned_data for row in self.forms if row.cleaned_data and not row.cleaned_data.get("DELETE")]


class BasePeople(_Rows):
    """People, as `services` take them."""

    @property
    def drafts(self) -> list[PersonDraft]:
        """The people in their order."""
        return [PersonDraft(row["name"], row["role_th"], row["role_en"]) for row in self.kept()]

    @staticmethod
    def initial_of(enterprise: Enterprise) -> list[dict[str, Any]]:
        """What the form begins with."""
        return list(enterprise.people.values("name", "role_th", "role_en"))


class BaseContactWays(_Rows):
    """Ways to reach the enterprise, as `services` take them."""

    def clean(self) -> None:
        """Raises ValidationError where one way is named twice."""
        if any(self.errors):
            return
        said = [(row["kind"], row["value"]) for row in self.kept()]
        if len(set(said)) < len(said):
            raise ValidationError(_("The same way to reach the enterprise is named twice."), code="twice")

    @property
    def drafts(self) -> list[ContactDraft]:
        """The ways in their order."""
        return [ContactDraft(row["kind"], row["value"], row["is_published"]) for row in self.kept()]

    @staticmethod
    def initial_of(enterprise: Enterprise) -> list[dict[str, Any]]:
        """What the form begins with."""
        return list(enterprise.contact_ways.values("kind", "value", "is_published"))


_ROWS: dict[str, Any] = {"extra": 1, "can_delete": True, "validate_max": True, "absolute_max": 60}
PeopleFormSet = cast(
    type[BasePeople], forms.formset_factory(PersonForm, formset=BasePeople, max_num=MOST_PEOPLE, **_ROWS)
)
ContactWaysFormSet = cast(
    type[BaseContactWays], forms.formset_factory(ContactWayForm, formset=BaseContactWays, max_num=MOST_WAYS, **_ROWS)
)


class PaymentIdForm(forms.Form):
    """Where PromptPay money goes. The number that is kept is never written into the form; left blank, it stays."""

    promptpay_id = forms.CharField(
        label=_("PromptPay number"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    promptpay_name = forms.CharField(label=_("Name of the PromptPay account"), max_length=120, required=False)
    forget = forms.BooleanField(label=_("Take no money by PromptPay any more"), required=False)

    def __init__(self, *args: Any, enterprise: Enterprise, **kwargs: Any) -> None:
        kwargs["initial"] = {"promptpay_name": enterprise.promptpay_name} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.enterprise = enterprise
        help_text: Any = _(
            "A mobile number, a 13-digit ID or tax number, or a 15-digit e-wallet number. Shown to nobody."
        )
        if enterprise.promptpay_id:
            words = _("Kept: %(number)s. Leave it blank to keep it.")
            help_text = words % {"number": rules.masked(enterprise.promptpay_id)}
        else:
            del self.fields["forget"]
        self.fields["promptpay_id"].help_text = help_text

    def clean_promptpay_id(self) -> str:
        """The digits of the number. Raises ValidationError."""
        return rules.promptpay_number(self.cleaned_data["promptpay_id"])

    @property
    def said(self) -> dict[str, str]:
        """The fields as `services.edit_enterprise` takes them; the form must be valid."""
        if self.cleaned_data.get("forget"):
            return {"promptpay_id": "", "promptpay_name": ""}
        number = self.cleaned_data["promptpay_id"] or self.enterprise.promptpay_id
        return {"promptpay_id": number, "promptpay_name": self.cleaned_data["promptpay_name"]}


class InviteForm(forms.Form):
    """Ask somebody to act for the enterprise, by the address of their account."""

    email = forms.EmailField(label=_("E-mail address of their account"), max_length=254)
    role = forms.ChoiceField(label=_("Role"), choices=MemberRole.choices, initial=MemberRole.STAFF)
