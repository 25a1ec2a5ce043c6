"""Charts drawn on the server, as SVG that needs no script and no style of its own. Pure.

Colours and patterns are the theme's (`charts.css`); nothing is told by colour alone. A chart never stands without the
table of its figures.
"""

from themes.charts.bars import Bar, bars
from themes.charts.beams import beam
from themes.charts.columns import Group, columns
from themes.charts.history import Band, Moment, history
from themes.charts.labels import LINE, wrapped
from themes.charts.radar import MOST_SERIES, Series, Spoke, radar, sample
from themes.charts.wheel import Segment, wheel

__all__ = [
    "LINE",
    "MOST_SERIES",
    "Band",
    "Bar",
    "Group",
    "Moment",
    "Segment",
    "Series",
    "Spoke",
    "bars",
    "beam",
    "columns",
    "history",
    "radar",
    "sample",
    "wheel",
    "wrapped",
]
