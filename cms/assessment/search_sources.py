"""What search is told of Kalyanamitr."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.assessment.findable import LAO_PAGE, ORGANISATION, OVERVIEW, WHOLE, beside_profiles
from cms.assessment.models import ResultStrength, Standing
from cms.assessment.reading.rows import LONG
from cms.assessment.reading.words import page_words, percent_words
from cms.indicators.models import Level, SetStanding
from cms.lao.models import LaoProfilePage
from cms.places.models import Organisation, Province
from search.documents import Document
from search.sources import Addition, Facet, Follower
from themes.templatetags.thai_dates import thai_year

DEMO = "demo"


class OrganisationSource:
    """Organisations with a published result, for which no LAO profile speaks; in every language."""

    kind: str = ORGANISATION
    label: str | Promise = gettext_lazy("Assessed organisations")
    in_every_language = True

    def keys(self) -> Iterator[str]:
        """Their keys."""
        yield from _unspoken_for().order_by("pk").values_list("key", flat=True).iterator()

    def documents(self, keys: Sequence[str]) -> Iterable[Document]:
        """One a language for each of those among `keys` that visitors may find; three queries in all."""
        rows = _unspoken_for().filter(key__in=keys).select_related("kind", "province").order_by("pk")
        latest = _latest(rows)
        strengths = _strengths([standing.result_id for standing in latest.values()])
        for organisation in rows:
            standing = latest[organisation.pk]
            for language, _name in settings.LANGUAGES:
                with translation.override(language):
                    yield _document(organisation, standing, strengths[standing.result_id], language)


class OverviewSource:
    """The page about all organisations, and one about each province with results; there as soon as a result is."""

    kind: str = OVERVIEW
    label: str | Promise = gettext_lazy("Kalyanamitr")
    in_every_language = True

    def keys(self) -> Iterator[str]:
        """That of the overview, and codes of provinces."""
        provinces = _assessed_provinces().values_list("code", flat=True)
        if provinces:
            yield WHOLE
            yield from provinces

    def documents(self, keys: Sequence[str]) -> Iterable[Document]:
        """One a language for each; two queries in all."""
        provinces = {province.code: province for province in _assessed_provinces()}
        for key in keys if provinces else ():
            for language, _name in settings.LANGUAGES:
                with translation.override(language):
                    if key == WHOLE:
                        yield _overview(language)
                    elif key in provinces:
                        yield _of_province(provinces[key], language)


def _overview(language: str) -> Document:
    title, summary = page_words("overview")
    return Document(
        kind=OVERVIEW,
        key=WHOLE,
        locale=language,
        title=title,
        url=reverse("assessment:overview"),
        summary=summary,
        translation_key=WHOLE,
    )


def _of_province(province: Province, language: str) -> Document:
    title = _("Kalyanamitr in %(province)s") % {"province": province.full_name}
    summary = _("Levels, means by dimension and every assessed organisation of the province.")
    url = reverse("assessment:province", args=[province.code])
    return Document(
        kind=OVERVIEW,
        key=province.code,
        locale=language,
        title=title,
        url=url,
        summary=summary,
        keywords=f"{province.name_th} {province.name_en}",
        facets={"province": (province.code,), "region": (province.region,)},
        translation_key=province.code,
    )


def _assessed_provinces() -> QuerySet[Province]:
    standings = Standing.objects.filter(province=OuterRef("pk"))
    return Province.objects.filter(Exists(standings)).order_by("code")


def _unspoken_for() -> QuerySet[Organisation]:
    profiles = LaoProfilePage.published().filter(lao_id=OuterRef("lao_id"), locale__language_code="th")
    standings = Standing.objects.filter(organisation=OuterRef("pk"))
    return Organisation.objects.filter(Exists(standings)).exclude(Exists(profiles))


def _latest(organisations: QuerySet[Organisation]) -> dict[int, Standing]:
    """The newest standing of each; where sets differ in a year, that of the newest round."""
    rows = Standing.objects.filter(organisation__in=organisations).order_by("year", "round_id")
    rows = rows.select_related("result__level", "round__indicator_set").defer(*LONG)
    return {standing.organisation_id: standing for standing in rows}


def _strengths(results: Collection[int]) -> dict[int, list[ResultStrength]]:
    found: dict[int, list[ResultStrength]] = defaultdict(list)
    for strength in ResultStrength.objects.filter(result__in=results).order_by("pk"):
        found[strength.result_id].append(strength)
    return found


def _document(
    organisation: Organisation, standing: Standing, strengths: Sequence[ResultStrength], language: str
) -> Document:
    names = [organisation.called(language=code) for code, _name in settings.LANGUAGES]
    places = [organisation.province.name_th, organisation.province.name_en]
    return Document(
        kind=ORGANISATION,
        key=organisation.key,
        locale=language,
        title=organisation.called(language=language),
        url=reverse("assessment:organisation", args=[organisation.key]),
        summary=_summary(standing),
        body="\n".join(strength.text for strength in strengths),
        keywords=" ".join([*names, *places, organisation.kind.name_th, organisation.kind.name_en]),
        facets=_facets(organisation, standing),
        published_at=standing.result.published_at,
        translation_key=organisation.key,
    )


def _summary(standing: Standing) -> str:
    """Year, level and percent, and how far they may be relied on."""
    level = standing.result.level
    said = [
        _("Kalyanamitr %(year)s") % {"year": thai_year(standing.year)},
        level.name if level else _("No level reached"),
        percent_words(standing.percent),
    ]
    if standing.is_demo:
        said.append(_("Demo data"))
    elif standing.round.indicator_set.standing != SetStanding.OFFICIAL:
        said.append(standing.round.indicator_set.get_standing_display())
    return " · ".join(said)


def _facets(organisation: Organisation, standing: Standing) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {
        "province": (organisation.province_id,),
        "region": (organisation.province.region,),
        "sep_level": _level_codes(standing),
    }
    if organisation.lao_type:
        found["lao_type"] = (organisation.lao_type,)
    if organisation.is_demo:
        found["mark"] = (DEMO,)
    return found


def _level_codes(standing: Standing) -> tuple[str, ...]:
    level = standing.result.level
    return (f"{standing.round.indicator_set.code}:{level.code}",) if level else ()


def _levels_of_profiles(keys: Sequence[str]) -> dict[str, dict[str, tuple[str, ...]]]:
    """The level that the LAO of each profile has now; a translation's is that of the Thai profile."""
    pages = LaoProfilePage.objects.filter(pk__in=[int(key) for key in keys if key.isdigit()])
    own = {str(pk): twin for pk, twin in pages.values_list("pk", "translation_key")}
    thai = LaoProfilePage.published().filter(translation_key__in=set(own.values()), locale__language_code="th")
    laos = dict(thai.values_list("translation_key", "lao_id"))
    standings = _latest(Organisation.objects.filter(lao_id__in=laos.values())) if laos else {}
    by_lao = {lao: standings[pk] for pk, lao in _organisations(standings)}
    found = {key: _level_codes(by_lao[laos[twin]]) for key, twin in own.items() if laos.get(twin) in by_lao}
    return {key: {"sep_level": codes} for key, codes in found.items() if codes}


def _organisations(pks: Collection[int]) -> Iterable[tuple[int, int | None]]:
    return Organisation.objects.filter(pk__in=list(pks)).values_list("pk", "lao_id") if pks else ()


def _levels(codes: Collection[str]) -> Mapping[str, str]:
    """Names of levels, lowest first; a set that is not official says so."""
    pairs = {code: code.partition(":") for code in codes}
    rows = Level.objects.filter(
        version__indicator_set__code__in={pair[0] for pair in pairs.values()}, code__in={p[2] for p in pairs.values()}
    ).select_related("version__indicator_set")
    found: dict[str, str] = {}
    for level in rows.order_by("version__indicator_set__code", "rank", "version__number"):
        indicator_set = level.version.indicator_set
        code = f"{indicator_set.code}:{level.code}"
        if code in pairs:
            official = indicator_set.standing == SetStanding.OFFICIAL
            found[code] = level.name if official else f"{level.name} ({indicator_set.get_standing_display()})"
    return found


SOURCES = [OrganisationSource(), OverviewSource()]
FACETS = [Facet("sep_level", gettext_lazy("Kalyanamitr level"), _levels)]
ADDITIONS = [Addition(LAO_PAGE, _levels_of_profiles)]
FOLLOWERS = [Follower(LAO_PAGE, ORGANISATION, beside_profiles)]
