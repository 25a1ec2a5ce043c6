"""Indicator sets as data: versions, the tree below them, levels, and links to the Sustainable Development Goals."""

from cms.indicators.models.levels import Level, LevelFloor, SdgLink
from cms.indicators.models.sets import MOVES, IndicatorSet, SetStanding, State, Version, VersionEvent
from cms.indicators.models.topics import Topic
from cms.indicators.models.tree import Better, Dimension, Indicator, Scale, Step, SubIndicator
from cms.indicators.models.uploads import SetUpload

__all__ = [
    "MOVES",
    "Better",
    "Dimension",
    "Indicator",
    "IndicatorSet",
    "Level",
    "LevelFloor",
    "Scale",
    "SdgLink",
    "SetStanding",
    "SetUpload",
    "State",
    "Step",
    "SubIndicator",
    "Topic",
    "Version",
    "VersionEvent",
]
