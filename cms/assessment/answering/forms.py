"""The forms by which one assesses: an answer, a piece of evidence, a strength, a reason, and the search for an organisation."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.assessment.answering.content import AGREE, MEASURED, Content, as_typed, given_of, number_in
from cms.assessment.evidence import LONGEST_TEXT, LONGEST_TITLE
from cms.assessment.given import LONGEST_STRENGTH, AnswerGiven, judged
from cms.indicators.instrument import SubIndicatorSpec

MINE, THEIRS = "mine", "theirs"
# Where what the scale refuses is typed.
_BESIDE = {"points": "choice", "not_applicable": "choice", "value": "value", "note": "note"}


class SeenForm(forms.Form):
    """What is written over something: `seen` is the revision that was shown, `was` the mark of the content that was shown.

    Where somebody else wrote meanwhile, `keep` says whose words are to stand: `theirs`, or `mine:7` over revision 7.
    """

    seen = forms.IntegerField(required=False, min_value=0, max_value=2_000_000_000)
    was = forms.CharField(required=False, max_length=20)
    keep = forms.CharField(required=False, max_length=15)

    @property
    def posted_seen(self) -> int:
        """The revision that was shown, 0 for anything that is none."""
        typed = str(self.data.get(self.add_prefix("seen"), ""))
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 11 else 0


class AnswerForm(SeenForm):
    """One answer. `own` is the self-assessment that a researcher agrees with or not, None in the self-assessment.

    Valid, it has a `content`, and what is `given`, None for no answer.
    """

    choice = forms.CharField(required=False, max_length=12)
    value = forms.CharField(required=False, max_length=40)
    note = forms.CharField(required=False)

    def __init__(self, *args: Any, sub: SubIndicatorSpec, own: Content | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sub, self.own = sub, own
        self.content = Content()
        self.given: AnswerGiven | None = None

    def clean(self) -> dict[str, Any]:
        """Read what is given, and say beside its field what the scale does not take."""
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        self.content = self._content(cleaned)
        if not self.content.is_given:
            if self.content.note:
                self.add_error("choice", _("Choose an answer too; a note alone is not kept."))
            return cleaned
        if self.content.choice == MEASURED and self.content.value and number_in(self.content.value) is None:
            self.add_error("value", _("Write a number, such as 12.5."))
            return cleaned
        try:
            self.given = judged(self.sub, given_of(self.content))
        except ValidationError as refused:
            for field, messages in refused.message_dict.items():
                self.add_error(_BESIDE.get(field, "choice"), messages)
            return cleaned
        if self.differs and not self.given.note:
            self.add_error("note", _("Say why it differs from the self-assessment."))
        return cleaned

    @property
    def differs(self) -> bool:
        """Whether somebody who verifies answers otherwise than the organisation."""
        return self.own is not None and not self.content.says_as(self.own)

    @property
    def typed(self) -> Content:
        """What was typed, understood or not."""
        values = [str(self.data.get(self.add_prefix(name), "")) for name in ("choice", "value", "note")]
        choice, value, note = values[0].strip()[:12], values[1].strip()[:40], values[2].replace("\r\n", "\n").strip()
        if value and choice in {"", MEASURED}:
            choice = MEASURED
        return Content(choice, value if choice == MEASURED else "", note)

    def _content(self, cleaned: dict[str, Any]) -> Content:
        typed = self.typed
        if typed.choice == AGREE and self.own is not None:
            return Content(self.own.choice, self.own.value, typed.note)
        number = number_in(typed.value) if typed.choice == MEASURED else None
        return typed if number is None else Content(MEASURED, as_typed(number), typed.note)


class EvidenceForm(forms.Form):
    """Pieces of evidence for one sub-indicator: each field that is filled in is one."""

    title = forms.CharField(label=gettext_lazy("What it shows"), required=False, max_length=LONGEST_TITLE)
    text = forms.CharField(label=gettext_lazy("Evidence in words"), required=False, max_length=LONGEST_TEXT)
    link = forms.URLField(label=gettext_lazy("Link"), required=False, max_length=500, assume_scheme="https")
    photo = forms.FileField(label=gettext_lazy("Photo"), required=False)
    document = forms.FileField(label=gettext_lazy("Document"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The kinds of which a piece was kept; sent again for the sake of another, they would be there twice.
        self.done: list[str] = []

    @property
    def typed(self) -> dict[str, str]:
        """What is still to be shown: what was typed and not kept."""
        names = (name for name in ("title", "text", "link") if name not in self.done)
        return {name: str(self.data.get(self.add_prefix(name), "")) for name in names}

    @property
    def is_empty(self) -> bool:
        """Whether nothing was handed over; a title alone shows nothing."""
        names = [self.add_prefix(name) for name in ("title", "text", "link")]
        files = [self.add_prefix(name) for name in ("photo", "document")]
        return not any(str(self.data.get(name, "")).strip() for name in names) and not any(
            name in self.files for name in files
        )

    def clean(self) -> dict[str, Any]:
        """Refuse a title with nothing below it."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(cleaned.get(name) for name in ("text", "link", "photo", "document")):
            raise ValidationError(_("Add words, a link, a photo or a document."), code="empty")
        return cleaned


class StrengthForm(SeenForm):
    """A strength by an indicator, in words."""

    text_th = forms.CharField(required=False, max_length=LONGEST_STRENGTH)
    text_en = forms.CharField(required=False, max_length=LONGEST_STRENGTH)

    def clean(self) -> dict[str, Any]:
        """English words stand beside Thai ones, never alone."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("text_en") and not cleaned.get("text_th"):
            self.add_error("text_th", _("Write it in Thai too."))
        return cleaned

    @property
    def typed(self) -> Content:
        """What was typed, in the places of an answer's parts."""
        thai, english = (str(self.data.get(self.add_prefix(name), "")) for name in ("text_th", "text_en"))
        return words_of(thai, english)


def words_of(thai: str, english: str) -> Content:
    """Both texts of a strength as a content, so that marks tell whether they were touched."""
    return Content("", *(text.replace("\r\n", "\n").strip() for text in (english, thai)))


class ReasonForm(forms.Form):
    """Why an assessment is sent back."""

    reason = forms.CharField(
        label=gettext_lazy("Why, and what is to be done"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


class SearchForm(forms.Form):
    """Which of one's organisations to list."""

    q = forms.CharField(required=False, max_length=100)
    show = forms.CharField(required=False, max_length=10)
    page = forms.CharField(required=False, max_length=6)
