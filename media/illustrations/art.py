"""What a scene is drawn with."""

from dataclasses import dataclass
from random import Random

from media.illustrations.palette import Palette
from media.illustrations.pen import Pen


@dataclass(frozen=True)
class Art:
    """A pen for the scene, a pen for what frames it at the very edge, the colours and the chance of this picture."""

    pen: Pen
    edge: Pen
    palette: Palette
    rng: Random
