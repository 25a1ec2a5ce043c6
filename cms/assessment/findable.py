"""What of Kalyanamitr can be found: assessed organisations, the pages about all of them, levels on LAO profiles."""

from collections.abc import Collection, Sequence

from django.db.models import Q

from cms.lao.models import LaoProfilePage
from cms.places.models import Organisation
from search.models import Entry
from search.services import index

ORGANISATION = "organisation"
OVERVIEW = "kalyanamitr"
LAO_PAGE = "lao"
WHOLE = "overview"  # the key of the page about all organisations; beside it stand those of provinces, by their codes


def standings_changed(organisations: Collection[int]) -> None:
    """Make the index say what is true now of these organisations, in the caller's transaction; raises the generation.

    Whatever writes or takes away a standing calls this once, with all primary keys of the organisations.
    """
    rows = list(_of(organisations))
    index(ORGANISATION, [key for key, _lao, _province in rows])
    if profiles := _profiles([lao for _key, lao, _province in rows if lao is not None]):
        index(LAO_PAGE, profiles)
    index(OVERVIEW, [WHOLE, *sorted({province for _key, _lao, province in rows})])


def _of(organisations: Collection[int]) -> list[tuple[str, int | None, str]]:
    """Key, LAO and province of each."""
    found: list[tuple[str, int | None, str]] = []
    wanted = sorted(organisations)
    for start in range(0, len(wanted), 500):
        rows = Organisation.objects.filter(pk__in=wanted[start : start + 500])
        found += rows.values_list("key", "lao_id", "province_id")
    return found


def _profiles(laos: Collection[int]) -> list[str]:
    """The keys of these LAOs' profiles, translations too."""
    named = LaoProfilePage.objects.filter(lao_id__in=laos)
    pages = LaoProfilePage.objects.filter(translation_key__in=named.values("translation_key"))
    return [str(pk) for pk in pages.order_by("pk").values_list("pk", flat=True)]


def beside_profiles(keys: Sequence[str]) -> list[str]:
    """The organisations that depend on these profiles: what has a profile is found by it alone.

    Of a profile that is gone only its entry still knows whose it was.
    """
    pages = LaoProfilePage.objects.filter(pk__in=[int(key) for key in keys if key.isdigit()])
    laos = LaoProfilePage.objects.filter(translation_key__in=pages.values("translation_key")).values("lao_id")
    known = [
        code
        for facets in Entry.objects.filter(kind=LAO_PAGE, key__in=keys).values_list("facets", flat=True)
        for code in facets.get("lao", ())
    ]
    found = Organisation.objects.filter(Q(lao_id__in=laos) | Q(lao__key__in=known), standings__isnull=False)
    return sorted(set(found.values_list("key", flat=True)))
