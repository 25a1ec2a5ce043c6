"""What search is told of pages; each area lists its own page types with this."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils import translation
from django.utils.functional import Promise

from cms.pages.models import SepPage
from search.documents import Document


class PageSource:
    """All published pages of one or more types that share a kind. An alias is no second thing to find."""

    def __init__(self, kind: str, label: str | Promise, *models: type[SepPage]) -> None:
        self.kind = kind
        self.label = label
        self.models = models

    def keys(self) -> Iterator[str]:
        """Primary keys of the published pages, as text."""
        for model in self.models:
            for pk in model.published().filter(alias_of=None).order_by("pk").values_list("pk", flat=True).iterator():
                yield str(pk)

    def documents(self, keys: Sequence[str]) -> Iterable[Document]:
        """The documents of those among `keys` that are published."""
        wanted = [int(key) for key in keys if key.isdigit()]
        for model in self.models:
            for page in model.published().filter(pk__in=wanted, alias_of=None).select_related("locale"):
                yield document(page)


def document(page: SepPage) -> Document:
    """What search knows of one page."""
    language = page.locale.language_code
    with translation.override(language):
        return Document(
            kind=page.kind,
            key=str(page.pk),
            locale=language,
            title=page.title,
            url=page.url or "",
            summary=page.summary,
            body=page.body_text(),
            keywords=page.search_keywords(),
            photo_id=page.cover_id,
            facets=page.search_facets(),
            published_at=page.first_published_at,
            translation_key=str(page.translation_key),
        )
