"""Which results a file of figures holds, and the words of its columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.apps import apps
from django.db.models import prefetch_related_objects
from django.http import QueryDict
from django.utils.translation import gettext as _

from cms.blocks.metric import MOMENTS, NATURES, QUALIFIERS
from cms.pages.seo import absolute
from cms.research import listing
from cms.research.exports import MOST_RESULTS, Reported
from cms.research.figures import figures_of
from cms.research.queries import facts_of

BATCH = 50  # results that search gives at once
MOST_PK = 2**31 - 1  # larger numbers name no page, and a database would not even take them


@dataclass(frozen=True)
class Report:
    """Results for one file, and how many there are in all."""

    results: tuple[Reported, ...]
    total: int


def column_names() -> list[str]:
    """The header of a table, in the order of `exports.COLUMNS`."""
    return [
        *(_("Result"), _("Address"), _("Fiscal year (CE)"), _("Institutions"), _("Group"), _("What is counted")),
        *(_("Qualifier"), _("Value"), _("Lowest"), _("Highest"), _("Unit"), _("Per"), _("Period"), _("As of")),
        *(_("Area"), _("Before or after"), _("Actual or forecast"), _("Source"), _("Year of the source (CE)")),
        _("Line or page in the source"),
    ]


def code_words() -> dict[str, str]:
    """The words of every code that a figure carries."""
    return {code: str(label) for code, label in chain(QUALIFIERS, MOMENTS, NATURES)}


def published_result(pk: int) -> Any:
    """The result that any visitor may see now, or None."""
    if pk > MOST_PK:
        return None
    model: Any = apps.get_model("research.ResearchResultPage")
    return model.published().filter(pk=pk).select_related("locale").first()


def of_result(page: Any) -> Report:
    """One result alone."""
    return Report((_reported(page),), 1)


def of_list(data: QueryDict, language: str) -> Report:
    """The results that the list shows for this address, in its order, as far as one file holds them."""
    what = listing.asked(data, language)
    keys: list[str] = []
    total = number = 0
    while len(keys) < MOST_RESULTS:
        number += 1
        found = listing.results(what, language, page=number, per_page=BATCH)
        total = found.total
        if found.page != number:
            break
        keys += [hit.key for hit in found.hits]
        if number >= found.pages:
            break
    return Report(tuple(_reported(page) for page in _pages(keys)), total)


def _pages(keys: Sequence[str]) -> list[Any]:
    model: Any = apps.get_model("research.ResearchResultPage")
    pages = model.published().select_related("locale").in_bulk([int(key) for key in keys])
    found = [pages[int(key)] for key in keys if int(key) in pages]
    _read_facts(model, found)
    prefetch_related_objects([facts_of(page) for page in found], "result_institutions__institution")
    return found


def _read_facts(model: Any, pages: Sequence[Any]) -> None:
    """The Thai page of each translation, all in one query; `facts_of` finds them at hand."""
    keys = [page.translation_key for page in pages if page.locale.language_code != "th"]
    thai = (
        model.published().filter(translation_key__in=keys, locale__language_code="th").select_related("locale")
        if keys
        else ()
    )
    by_key = {page.translation_key: page for page in thai}
    for page in pages:
        page.__dict__["_facts"] = by_key.get(page.translation_key, page)


def _reported(page: Any) -> Reported:
    facts = facts_of(page)
    language = page.locale.language_code
    named = [row.institution for row in facts.result_institutions.all()]
    return Reported(
        title=page.title,
        url=absolute(page.url or "/"),
        language=language,
        year=facts.fiscal_year,
        institutions=tuple(one.name_en if language == "en" else one.name_th for one in named),
        figures=tuple(figures_of(page)),
    )
