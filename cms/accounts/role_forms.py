"""The forms by which a member asks for a role, one a role.

A name that means several LAOs or subdistricts comes back as a choice between them; a file that was good is kept meanwhile.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from cms.accounts import role_papers
from cms.accounts.letters import LetterForm
from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.places.choosing import MOST_TO_CHOOSE, laos_called, subdistricts_called
from cms.places.models import Lao, Province, Subdistrict
from cms.places.rules import name_key
from search.indexing import sort_key

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

HIGHEST_MOO = 99


class PaperField(forms.FileField):
    """A PDF or a picture, judged by its content and clean afterwards."""

    widget = forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png,image/webp,image/heic,image/heif"})

    def to_python(self, data: Any) -> "UploadedFile[Any] | None":
        """The upload, its content clean. Raises ValidationError."""
        upload = super().to_python(data)
        if not isinstance(upload, UploadedFile):
            return None
        role_papers.clean(upload)
        return upload


class AskForm(LetterForm):
    """What every role asks for. Once valid, `fields_of_role` are those of the request, and `paper` lies aside under its name."""

    role: Role
    place_field = ""  # the field whose words may mean several places; with it, the next two are said too
    candidates: Callable[..., Sequence[Lao | Subdistrict]]  # what the words may mean in a province
    nothing: tuple[str, "StrOrPromise"]  # code and words where they mean nothing in it
    own: tuple[str, ...] = ()

    province = forms.ChoiceField(label=_("Province"))
    position = forms.CharField(
        label=_("Your position"),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "organization-title"}),
    )
    statement = forms.CharField(
        label=_("Why you ask"),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("What you do there, and what you will use Kalyanamitr for."),
    )
    paper = PaperField(
        label=_("Evidence"),
        help_text=_(
            "A letter of appointment, an office card or the like: a PDF or a picture. Only you and those who decide can see "
            "it. Cover your identity number; the file is deleted 90 days after the decision."
        ),
        error_messages={"required": _("Please add a paper or a picture of it.")},
    )
    kept = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
        super().__init__(*args, request=request, **kwargs)
        self.user = user
        self.provinces = {province.code: province for province in Province.objects.current()}
        named = sorted(self.provinces.values(), key=lambda province: sort_key(str(province)))
        self.fields["province"].choices = [("", "—"), *((p.code, str(p)) for p in named)]  # type: ignore[attr-defined]  # a ChoiceField, not any Field
        self.put_aside = role_papers.kept(self.data.get("kept", ""), user=user) if self.is_bound else None
        self._need_no_other()
        self._in_order()

    def _in_order(self) -> None:
        first = list(self.own)
        if self.place_field:
            first.insert(first.index(self.place_field) + 1, "which")
        self.order_fields([*first, "position", "statement", "paper"])

    def _need_no_other(self) -> None:
        if self.put_aside is not None:
            words = _("“%(name)s” is kept with this form. Choose another file only to replace it.")
            self.fields["paper"].required = False
            self["paper"].help_text = escape(words % {"name": self.put_aside.called})

    def clean_province(self) -> Province:
        """The province of the code chosen."""
        return self.provinces[self.cleaned_data["province"]]

    def clean_paper(self) -> str:
        """Where the file lies: the one that came, put aside at once, else the one that was before."""
        upload = self.cleaned_data["paper"]
        if isinstance(upload, UploadedFile):
            self.put_aside = role_papers.put_aside(upload=upload, user=self.user)
            self.data = {**dict(self.data.items()), self.add_prefix("kept"): self.put_aside.word}
            self._need_no_other()
        return self.put_aside.name if self.put_aside else ""

    def clean(self) -> dict[str, Any]:
        """Find the place first: a form that comes back for that does not count as sent."""
        if self.place_field in self.cleaned_data and "province" in self.cleaned_data:
            self._find()
        return super().clean()

    def _find(self) -> None:
        province = self.cleaned_data["province"]
        found = {str(one.pk): one for one in self.candidates(self.cleaned_data[self.place_field], province=province)}
        if not found:
            code, words = self.nothing
            self.add_error(self.place_field, ValidationError(words, code=code, params={"province": str(province)}))
        elif len(found) > MOST_TO_CHOOSE:
            self.add_error(self.place_field, ValidationError(_("Too many have this in their name. Write more of it.")))
        elif len(found) == 1:
            [self.cleaned_data["place"]] = found.values()
        else:
            self._choose(found)

    def _choose(self, found: dict[str, Any]) -> None:
        choices = [(key, self.shown(one)) for key, one in found.items()]
        self.fields["which"] = forms.CharField(label=_("Which one"), widget=forms.RadioSelect(choices=choices))
        self._in_order()
        chosen = found.get(self.data.get(self.add_prefix("which"), ""))
        if chosen is None:
            self.add_error("which", ValidationError(_("Several have this name. Choose yours."), code="several"))
        else:
            self.cleaned_data["place"] = chosen

    def shown(self, one: Any) -> str:
        """A candidate, told apart from the others."""
        return str(one)

    @property
    def fields_of_role(self) -> dict[str, Any]:
        """The fields of the request that follow from a valid form."""
        return {name: self.cleaned_data[name] for name in ("position", "statement", "paper")}


class OfficerForm(AskForm):
    """An LAO officer: of which LAO of the registry."""

    role = Role.LAO_OFFICER
    place_field = "lao_name"
    own = ("province", "lao_name")
    candidates = staticmethod(laos_called)
    nothing = (
        "no_lao",
        _("The registry has no LAO of this name in %(province)s. Look at the spelling, or write to us."),
    )

    lao_name = forms.CharField(
        label=_("Name of the LAO"), max_length=120, help_text=_("With or without its type, Thai or English.")
    )

    def shown(self, one: Lao) -> str:
        """Its name with the district."""
        return f"{one.full_name} · {one.district.full_name}" if one.district else one.full_name

    @property
    def fields_of_role(self) -> dict[str, Any]:
        """With the LAO."""
        return {**super().fields_of_role, "lao": self.cleaned_data["place"]}


class RepresentativeForm(AskForm):
    """A community representative: of which community of which subdistrict."""

    role = Role.COMMUNITY_REPRESENTATIVE
    place_field = "subdistrict_name"
    own = ("province", "subdistrict_name", "community", "moo")
    candidates = staticmethod(subdistricts_called)
    nothing = ("no_subdistrict", _("%(province)s has no subdistrict of this name."))

    subdistrict_name = forms.CharField(label=_("Subdistrict"), max_length=80)
    community = forms.CharField(label=_("Name of the village or community"), max_length=120)
    moo = forms.IntegerField(
        label=_("Village number (Moo)"),
        min_value=0,
        max_value=HIGHEST_MOO,
        required=False,
        widget=forms.TextInput({"inputmode": "numeric", "class": "short"}),
    )

    def clean_community(self) -> str:
        """A name that has letters."""
        name = " ".join(self.cleaned_data["community"].split())
        if not name_key(name):
            raise ValidationError(_("Write the name of the community."), code="no_name")
        return name

    def shown(self, one: Subdistrict) -> str:
        """Its name with the district."""
        return f"{one.full_name} · {one.district.full_name}"

    @property
    def fields_of_role(self) -> dict[str, Any]:
        """With the community."""
        said = {"subdistrict": self.cleaned_data["place"], "community": self.cleaned_data["community"]}
        return {**super().fields_of_role, **said, "moo": self.cleaned_data["moo"] or 0}


class ResearcherForm(AskForm):
    """A researcher: of which institution, in which province."""

    role = Role.RESEARCHER
    own = ("institution", "province")

    institution = forms.CharField(
        label=_("Institution"), max_length=200, widget=forms.TextInput({"autocomplete": "organization"})
    )

    @property
    def fields_of_role(self) -> dict[str, Any]:
        """With institution and province."""
        said = {name: self.cleaned_data[name] for name in ("institution", "province")}
        return {**super().fields_of_role, **said}


FORMS: dict[str, type[AskForm]] = {form.role.value: form for form in (OfficerForm, RepresentativeForm, ResearcherForm)}
