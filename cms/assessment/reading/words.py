"""How figures and pages of Kalyanamitr are called, in the reader's language."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _


def percent_words(number: Decimal | None) -> str:
    """`72.50 %`; a dash where there is no figure."""
    return "–" if number is None else f"{number_format(number, 2)} %"


def change_words(points: Decimal) -> str:
    """A difference between two percentages, with its sign, in points."""
    sign = "+" if points > 0 else "−" if points < 0 else "±"
    return _("%(points)s points") % {"points": f"{sign}{number_format(abs(points), 2)}"}


def page_words(name: str) -> tuple[str, str]:
    """Title and lead of one of the pages about all organisations, by the name of its address."""
    return {
        "overview": (
            _("Kalyanamitr, the good friend"),
            _("How far organisations live the sufficiency economy, by indicators that anybody may read and check."),
        ),
        "results": (
            _("All results of Kalyanamitr"),
            _("Every published result of a round: by level, place and type, to sort and to download."),
        ),
        "map": (
            _("Kalyanamitr on the map"),
            _("The mean of each province with its levels, and the table behind the map."),
        ),
        "ranking": (
            _("Ranking by indicator"),
            _("Choose an indicator and see who does well there, beside the mean of the country and of each region."),
        ),
        "risers": (
            _("Who moved up"),
            _("Organisations whose level is higher than in the round before, and what they became better at."),
        ),
    }[name]
