"""The strength of an indicator as its sheet shows it, and all of an assessment's."""

from dataclasses import dataclass

from cms.assessment.answering.asks import Conflict
from cms.assessment.answering.doors import Stand
from cms.assessment.answering.forms import StrengthForm, words_of
from cms.assessment.models import Strength


@dataclass
class StrengthBox:
    """What an indicator's sheet shows of its strength: what is stored, or what was just typed and why it was not kept."""

    stored: Strength | None = None
    form: StrengthForm | None = None
    conflict: Conflict | None = None

    @property
    def text_th(self) -> str:
        """The words in Thai."""
        if self.form is not None:
            return self.form.typed.note
        return self.stored.text_th if self.stored is not None else ""

    @property
    def text_en(self) -> str:
        """The words in English."""
        if self.form is not None:
            return self.form.typed.value
        return self.stored.text_en if self.stored is not None else ""

    @property
    def seen(self) -> int:
        """The revision that the page shows, or showed when what could not be kept was typed."""
        if self.form is not None:
            return self.form.posted_seen
        return self.stored.revision if self.stored is not None else 0

    @property
    def was(self) -> str:
        """The mark of what is stored; of what could not be kept none, so that it is never taken for untouched."""
        return words_of(*self._stored).mark if self.form is None else ""

    @property
    def _stored(self) -> tuple[str, str]:
        return (self.stored.text_th, self.stored.text_en) if self.stored is not None else ("", "")


def strength_of(stand: Stand, code: str) -> Strength | None:
    """The strength of the indicator of this code."""
    rows = Strength.objects.select_related("by")
    return rows.filter(assessment=stand.assessment, indicator__code=code).first()


def strengths_of(stand: Stand) -> dict[str, Strength]:
    """All of them, by indicator."""
    rows = Strength.objects.filter(assessment=stand.assessment).select_related("indicator")
    return {row.indicator.code: row for row in rows}
