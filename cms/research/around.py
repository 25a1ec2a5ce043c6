"""What the templates of research read beside a page's own words."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cms.pages.lists import cards, listed
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
        **gathered.beside(page, around),
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


def results_below(page: "ResearchProgrammePage", number: int) -> dict[str, Any]:
    """Names: `listed`, `cards`: one page of the results that stand anywhere below a programme."""
    language = page.locale.language_code
    key = str(page.translation_key)
    # Counted for the tree already.
    total = listing.programme_counts(language).get(key, 0)
    number = max(1, min(number, -(-total // listing.PAGE_LENGTH)))
    found = browse(
        listing.RESULT,
        {"programme": key},
        locale=language,
        page=number,
        per_page=listing.PAGE_LENGTH,
        count=False,
    )
    return {"listed": listed(replace(found, total=total)), "cards": cards(found.hits, with_places=False)}


def programmes(section: "ResearchIndexPage") -> tuple[trees.Branch, ...]:
    """The tree of programmes in the reader's language, its first levels."""
    language = section.locale.language_code
    return trees.tree(facts_of(section), language, listing.programme_counts(language))
