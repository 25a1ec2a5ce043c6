"""One organisation and where it stood: what every page about it begins with. Remembered, it is little."""

from dataclasses import dataclass

from django.utils.translation import get_language

from cms.assessment.models import Assessment, Standing
from cms.assessment.reading.rows import LONG
from cms.places.models import Organisation
from search.memory import remember

MOST = 40  # standings of one organisation that its pages tell of


@dataclass(frozen=True)
class Front:
    """An organisation, its standings from the newest, and the years whose result is being looked at again."""

    organisation: Organisation
    standings: tuple[Standing, ...]
    again: tuple[int, ...]

    def choose(self, *, year: str = "", set_code: str = "") -> Standing | None:
        """The standing of this year and set; where these words name none, the newest of the set, or of all."""
        of_set = [one for one in self.standings if one.round.indicator_set.code == set_code] or self.standings
        newest = of_set[0] if of_set else None
        return next((one for one in of_set if str(one.year) == year), newest)

    def history(self, of: Standing) -> list[Standing]:
        """The standings by the same set, the oldest first."""
        return [one for one in reversed(self.standings) if one.round.indicator_set_id == of.round.indicator_set_id]

    @property
    def place(self) -> str:
        """Subdistrict, district and province, as far as they are known."""
        of = self.organisation
        return " ".join(part.full_name for part in (of.subdistrict, of.district, of.province) if part is not None)


def front_of(key: str) -> Front | None:
    """The organisation of this key; None where there is none. Three queries, remembered."""
    return remember(("kalyanamitr front", key, get_language()), lambda: _read(key), unless=lambda found: found is None)


def _read(key: str) -> Front | None:
    rows = Organisation.objects.select_related("kind", "lao", "province", "district", "subdistrict")
    organisation = rows.filter(key=key).first()
    if organisation is None:
        return None
    standings = (
        Standing.objects.filter(organisation=organisation)
        .select_related("round__indicator_set", "result__level", "result__version__indicator_set")
        # What a result holds by sub-indicator is much; nothing here tells of it.
        .defer(*LONG)
        .order_by("-year", "round__indicator_set_id")
    )
    found = tuple(standings[:MOST])
    for standing in found:
        standing.organisation = organisation
    reopened = Assessment.objects.filter(organisation=organisation, results__number=1, standing=None)
    years = reopened.order_by("-round__year").values_list("round__year", flat=True)
    return Front(organisation, found, tuple(dict.fromkeys(years[:MOST])))
