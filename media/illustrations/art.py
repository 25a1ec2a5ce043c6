"""What a scene is drawn with."""

from dataclasses import dataclass
from random import Random

from media.illustrations.palette import Palette
from media.illustrations.pen import Pen, Sheet


@dataclass(frozen=True)
class Art:
    """The sheet, a pen in its own units, the colours and the chance of this picture."""

    sheet: Sheet
    pen: Pen
    palette: Palette
    rng: Random
