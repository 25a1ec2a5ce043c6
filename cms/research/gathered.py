"""What stands around a result: who did it, where, for which goals, and from which documents it is known."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wagtail.models import Page

from cms.indicators.sdgs import Goal
from cms.pages.lists import cards
from cms.pages.seo import absolute
from cms.places.models import Lao, Province
from cms.research.citations import Name, Work
from cms.research.institutions import Institution
from cms.research.queries import facts_of, programmes_above
from cms.research.rows import rows_around
from search.services import ShortList, browse_each

if TYPE_CHECKING:
    from cms.research.results import ResearchResultPage

RESULT = "research"
RELATED = 3
MOST_LAOS = 50
SITE = "sepaction"


@dataclass(frozen=True)
class Gathered:
    """The rows around a result, in their editors' order; `programmes` from the topmost down, published ones only."""

    facts: Any
    institutions: tuple[Institution, ...]
    provinces: tuple[Province, ...]
    laos: tuple[Lao, ...]
    goals: tuple[Goal, ...]
    team: tuple[Any, ...]
    sources: tuple[Any, ...]
    programmes: tuple[Page, ...]


def gather(page: "ResearchResultPage") -> Gathered:
    """Everything that the page, its citation and its structured data say of it; three queries."""
    facts = facts_of(page)
    rows = rows_around(page, facts)
    return Gathered(
        facts=facts,
        institutions=tuple(rows["institution"]),
        provinces=tuple(rows["province"]),
        laos=tuple(row.lao for row in facts.result_laos.select_related("lao__province")),
        goals=tuple(rows["goal"]),
        team=tuple(rows["team"]),
        sources=tuple(rows["source"]),
        programmes=tuple(one for one in programmes_above(page) if one.live),
    )


def work_of(page: "ResearchResultPage", gathered: Gathered) -> Work:
    """What is cited, in the page's own language. The year is the fiscal year of the research."""
    language = page.locale.language_code
    published = page.first_published_at
    year = gathered.facts.fiscal_year or (published.year if published else None)
    return Work(
        key=f"{SITE}{year or ''}r{page.pk or ''}",
        title=page.title,
        language="en" if language == "en" else "th",
        url=absolute(page.url or "/"),
        site=SITE,
        year=year,
        authors=tuple(Name(row.given_name, row.family_name) for row in gathered.team),
        institutions=tuple(one.name_en if language == "en" else one.name_th for one in gathered.institutions),
        programme=gathered.programmes[-1].title if gathered.programmes else "",
        code=gathered.facts.project_code,
    )


def beside(page: "ResearchResultPage", gathered: Gathered) -> dict[str, Any]:
    """Names: `laos`, each with the address of its profile (empty where it has none), and `related`, up to three cards.

    Related are other results of the same programme; where a result stands in none, those of the same province. One query
    for both, two for the cards.
    """
    programme = str(gathered.programmes[-1].translation_key) if gathered.programmes else ""
    provinces = [province.code for province in gathered.provinces]
    wish = {"programme": programme} if programme else {"province": provinces}
    keys = [lao.key for lao in gathered.laos]
    itself = ((RESULT, str(page.pk)),)
    wanted = {
        "profiles": ShortList("lao", MOST_LAOS, {"lao": keys}),
        "related": ShortList(RESULT, RELATED, wish, without=itself),
    }
    found = browse_each(wanted, page.locale.language_code)
    urls = {key: hit.url for hit in found["profiles"] for key in hit.facets.get("lao", ())}
    return {"laos": [(lao, urls.get(lao.key, "")) for lao in gathered.laos], "related": cards(found["related"])}


def structured_data(work: Work, gathered: Gathered) -> dict[str, Any]:
    """schema.org properties of a ScholarlyArticle."""
    people: list[dict[str, Any]] = [
        {"@type": "Person", "name": name.whole, "givenName": name.given, "familyName": name.family}
        for name in work.authors
    ]
    institutions = [{"@type": "Organization", "name": name} for name in work.institutions]
    sources = [{"@type": "CreativeWork", "name": row.source.title, "position": row.lines} for row in gathered.sources]
    said = {
        "author": people or institutions,
        "sourceOrganization": institutions,
        "spatialCoverage": [{"@type": "AdministrativeArea", "name": one.full_name} for one in gathered.provinces],
        "about": [_goal(goal) for goal in gathered.goals],
        "citation": sources,
        "temporalCoverage": str(gathered.facts.fiscal_year or ""),
        "identifier": gathered.facts.project_code,
    }
    found = {name: value for name, value in said.items() if value}
    if gathered.programmes:
        programme = gathered.programmes[-1]
        found["isPartOf"] = {"@type": "CreativeWork", "name": programme.title, "url": absolute(programme.url or "/")}
    return found


def _goal(goal: Goal) -> dict[str, str]:
    # The UN's own address of a goal: https://metadata.un.org/sdg/
    url = f"http://metadata.un.org/sdg/{goal.value}"
    return {"@type": "DefinedTerm", "name": str(goal.label), "termCode": str(goal.value), "url": url}


def scholars_tags(page: "ResearchResultPage", work: Work, gathered: Gathered) -> list[tuple[str, str]]:
    """Name and content of the meta tags that scholars' crawlers read: Highwire Press and Dublin Core."""
    authors = [name.whole for name in work.authors] or list(work.institutions)
    papers = [block.value["file"] for block in page.documents if block.value.get("file")]
    tags = [
        ("citation_title", work.title),
        *(("citation_author", author) for author in authors),
        *(("citation_author_institution", name) for name in work.institutions if work.authors),
        ("citation_publication_date", str(work.year or "")),
        *(("citation_technical_report_institution", name) for name in work.institutions[:1]),
        ("citation_technical_report_number", work.code),
        ("citation_language", work.language),
        ("citation_abstract_html_url", work.url),
        *(("citation_pdf_url", absolute(paper.url)) for paper in papers[:1]),
        ("DC.title", work.title),
        *(("DC.creator", author) for author in authors),
        *(("DC.publisher", name) for name in (*work.institutions, work.site)),
        ("DC.date", str(work.year or "")),
        ("DC.language", work.language),
        ("DC.identifier", work.url),
        *(("DC.coverage", province.full_name) for province in gathered.provinces),
        ("DC.relation", work.programme),
    ]
    return [(name, content) for name, content in tags if content]
