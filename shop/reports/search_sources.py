"""What search is told of annual reports."""

from collections.abc import Iterable, Iterator, Sequence

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from search.documents import Document
from shop.reports import queries
from shop.reports.models import AnnualReport
from shop.reports.services import KIND, key_of
from themes.templatetags.thai_dates import thai_year


def title_of(report: AnnualReport) -> str:
    """What a report is called, in the language of the moment."""
    whose = report.lao.full_name if report.lao is not None else _("the whole programme")
    return _("Report of fiscal year %(year)s: %(whose)s") % {"year": thai_year(report.year), "whose": whose}


class ReportSource:
    """Published reports, in every language."""

    kind: str = KIND
    label: str | Promise = gettext_lazy("Annual reports")

    def keys(self) -> Iterator[str]:
        """Year and subject."""
        for report in queries.published().iterator():
            yield key_of(report)

    def documents(self, keys: Sequence[str]) -> Iterable[Document]:
        """One a language for each of those among `keys` that is published; one query."""
        years = {int(key[:4]) for key in keys if key[:4].isdigit() and key[:4].isascii()}
        for report in queries.published().filter(year__in=years):
            if key_of(report) in keys:
                for language, _name in settings.LANGUAGES:
                    with translation.override(language):
                        yield _document(report, language)


def _document(report: AnnualReport, language: str) -> Document:
    lao = report.lao
    facets: dict[str, tuple[str, ...]] = {}
    if lao is not None:
        facets = {"lao": (lao.key,), "province": (lao.province_id,), "region": (lao.province.region,)}
    return Document(
        kind=KIND,
        key=key_of(report),
        locale=language,
        title=title_of(report),
        url=report.url,
        summary=" ".join(report.summary.split())[:300],
        body=f"{report.summary}\n{report.analysis}",
        keywords=f"{report.year} {report.year + 543} {lao.name_th if lao else ''} {lao.name_en if lao else ''}",
        facets=facets,
        published_at=report.published_at,
        translation_key=key_of(report),
    )


SOURCES = [ReportSource()]
