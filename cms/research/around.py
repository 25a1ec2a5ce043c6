"""What the templates of research read beside a page's own words."""

from typing import TYPE_CHECKING, Any

from django.http import QueryDict

from cms.pages.lists import cards, listed, page_number
from cms.pages.models import SepPage
from cms.research import citations, gathered, listing, trees
from cms.research.figures import figures_of
from cms.research.money import funding_table
from cms.research.queries import INDEX_DEPTH, facts_of, programmes_above
from search.services import browse

if TYPE_CHECKING:
    from cms.research.models import ResearchIndexPage
    from cms.research.programmes import ResearchProgrammePage
    from cms.research.results import ResearchResultPage

DOWNLOAD_FORMS = (("csv", "CSV"), ("xlsx", "XLSX (Excel)"), ("json", "JSON"))


def section_url(page: SepPage) -> str:
    """The address of the list of results in the page's language; empty for a page that has no place yet."""
    return next((one.url or "" for one in page.above if one.depth == INDEX_DEPTH), "")


def of_result(page: "ResearchResultPage") -> dict[str, Any]:
    """Names: `around`, `laos`, `related`, `apa`, `bibtex`, `ris`, `scholars`, `figures`, `index_url`."""
    around = page.surroundings
    work = gathered.work_of(page, around)
    return {
        "around": around,
        "laos": gathered.lao_links(around, page.locale.language_code),
        "related": gathered.related(page, around),
        "apa": citations.apa(work),
        "bibtex": citations.bibtex(work),
        "ris": citations.ris(work),
        "scholars": gathered.scholars_tags(page, work, around),
        "figures": figures_of(page),
        "index_url": section_url(page),
    }


def of_programme(page: "ResearchProgrammePage") -> dict[str, Any]:
    """Names: `facts`, `fundings`, `parts`, `above`, `sources`."""
    facts = facts_of(page)
    language = page.locale.language_code
    return {
        "facts": facts,
        "fundings": funding_table(facts),
        "parts": trees.tree(facts, language, listing.programme_counts(language)) if facts.path else (),
        "above": [one for one in programmes_above(page) if one.live],
        "sources": list(facts.programme_sources.select_related("source")),
    }


def results_below(page: "ResearchProgrammePage", data: QueryDict) -> dict[str, Any]:
    """Names: `listed`, `cards`: one page of the results that stand anywhere below a programme."""
    language = page.locale.language_code
    wish = {"programme": str(page.translation_key)}
    found = browse(listing.RESULT, wish, locale=language, page=page_number(data), per_page=listing.PAGE_LENGTH)
    return {"listed": listed(found), "cards": cards(found.hits)}


def programmes(section: "ResearchIndexPage") -> tuple[trees.Branch, ...]:
    """The tree of programmes in the reader's language, its first levels."""
    language = section.locale.language_code
    return trees.tree(facts_of(section), language, listing.programme_counts(language))
