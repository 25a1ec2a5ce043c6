"""What is wrong with an indicator set, and where. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as made_by
from decimal import Decimal
from typing import Any

SET, DIMENSIONS, INDICATORS, SUBS = "set", "dimensions", "indicators", "sub_indicators"
STEPS, LEVELS, FLOORS, LINKS = "steps", "levels", "floors", "sdg_links"


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong.

    `path` is the kind of row (one of the names above) with what names it there: codes; a step adds its points, a floor
    its dimension, a link its goal and target. `field` is the field of the row, empty where it is the row as a whole.
    `code` names the broken rule; `words` is the sentence, with `params` to be put in.
    """

    path: tuple[str, ...]
    field: str
    code: str
    words: Any
    params: Mapping[str, Any] = made_by(default_factory=dict)

    @property
    def text(self) -> str:
        """The sentence in the reader's language."""
        return str(self.words) % self.params

    def __str__(self) -> str:
        return self.text


def plain(number: Decimal) -> str:
    """A decimal as people write it: no zeros that say nothing, no exponent."""
    written = f"{number:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written
