"""Why an indicator set cannot be written, published or retired."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.indicators.problem import Problem


class NoDraft(ValidationError):
    """Only a draft is written: this version is published or retired, and stays as it is."""

    def __init__(self) -> None:
        super().__init__(_("This version is no draft any more: it stays as it is."), code="no_draft")


class DraftExists(ValidationError):
    """A set has one draft at a time."""

    def __init__(self) -> None:
        super().__init__(_("This set has a draft already."), code="draft_exists")


class AnotherIsPublished(ValidationError):
    """A set has one published version at a time, and this one was not to replace it."""

    def __init__(self, number: int) -> None:
        words = _("Version %(number)s of this set is published. Retire it first, or replace it by this one.")
        super().__init__(words, code="another_published", params={"number": number})


class ChangedMeanwhile(ValidationError):
    """Somebody else changed what was being edited, after it was shown."""

    def __init__(self) -> None:
        words = _("Somebody else changed this after you opened it. Compare; save again to put yours in its place.")
        super().__init__(words, code="changed_meanwhile")


class _WithProblems(ValidationError):
    """Carries every problem with its place."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__([problem.text for problem in problems])
        self.problems = tuple(problems)


class TreeRefused(_WithProblems):
    """The database would not take this, not even as a draft; `problems` says where and why."""


class Unpublishable(_WithProblems):
    """The draft cannot be assessed by yet; `problems` says where and why."""
