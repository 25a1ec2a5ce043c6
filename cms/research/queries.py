"""What research pages are filtered by and found by."""

from typing import TYPE_CHECKING, TypeVar

from wagtail.models import Page

from cms.pages.models import SepPage
from cms.pages.slugs import HOME_DEPTH

if TYPE_CHECKING:
    from cms.research.programmes import ResearchProgrammePage
    from cms.research.results import ResearchResultPage

P = TypeVar("P", bound=SepPage)

INDEX_DEPTH = HOME_DEPTH + 1  # the section stands right below the home page, programmes below it


def facts_of(page: P) -> P:
    """The page that holds the facts: the one in the site's first language, or `page` where none is published.

    A draft or restricted page lends nobody its facts.
    """
    cached: P | None = page.__dict__.get("_facts")
    if cached is None:
        thai = type(page).published().filter(translation_key=page.translation_key, locale__language_code="th")
        cached = page if page.locale.language_code == "th" else thai.select_related("locale").first() or page
        page.__dict__["_facts"] = cached
    return cached


def programmes_above(page: SepPage) -> list[Page]:
    """The programmes that a page stands below, the topmost first; drafts among them."""
    return [one for one in page.above if one.depth > INDEX_DEPTH]


def _stands_in(page: SepPage) -> dict[str, tuple[str, ...]]:
    """The topmost programme by its slug, which is unique in the section, and every programme by its translation key."""
    above = programmes_above(facts_of(page))
    found: dict[str, tuple[str, ...]] = {}
    if above:
        found["strategy"] = (above[0].slug,)
        found["programme"] = tuple(str(one.translation_key) for one in above)
    return found


def programme_facets(page: "ResearchProgrammePage") -> dict[str, tuple[str, ...]]:
    """What a programme can be filtered by."""
    facts = facts_of(page)
    years = {year for row in facts.fundings.all() for year in (row.fiscal_year, row.until_year or row.fiscal_year)}
    found = _stands_in(page)
    if years:
        found["year"] = tuple(str(year) for year in range(min(years), max(years) + 1))
    return found


def result_facets(page: "ResearchResultPage") -> dict[str, tuple[str, ...]]:
    """What a result can be filtered by."""
    facts = facts_of(page)
    provinces = [row.province for row in facts.result_provinces.select_related("province")]
    found = {
        **_stands_in(page),
        "year": (str(facts.fiscal_year),) if facts.fiscal_year else (),
        "province": tuple(province.code for province in provinces),
        "region": tuple(dict.fromkeys(province.region for province in provinces)),
        "lao": tuple(row.lao.key for row in facts.result_laos.select_related("lao")),
        "institution": tuple(row.institution.key for row in facts.result_institutions.select_related("institution")),
        "sdg": tuple(str(row.goal) for row in facts.result_goals.all()),
    }
    return {name: codes for name, codes in found.items() if codes}


def result_keywords(page: "ResearchResultPage") -> str:
    """Who and where, in both languages."""
    facts = facts_of(page)
    named = [
        *(row.institution for row in facts.result_institutions.select_related("institution")),
        *(row.province for row in facts.result_provinces.select_related("province")),
        *(row.lao for row in facts.result_laos.select_related("lao")),
    ]
    words = [name for one in named for name in (one.name_th, one.name_en)]
    people = [str(row) for row in page.team.all()]
    return " ".join(word for word in [facts.project_code, *people, *words] if word)
