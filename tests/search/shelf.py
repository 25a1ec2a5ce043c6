"""A source whose things are put on it by the test."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from search.documents import Document
from search.services import index
from search.sources import Facet


class Shelf:
    """Things of one kind; `put` and `take` change them as an area would, with the index in step."""

    def __init__(self, kind: str = "story", label: str = "Stories") -> None:
        self.kind = kind
        self.label = label
        self.in_every_language = False
        self.things: dict[tuple[str, str], Document] = {}

    def keys(self) -> Iterator[str]:
        """Every key, sorted."""
        return iter(sorted({key for key, _ in self.things}))

    def documents(self, keys: Sequence[str]) -> Iterable[Document]:
        """Those asked for."""
        wanted = set(keys)
        return [document for (key, _), document in self.things.items() if key in wanted]

    def place(self, key: str, title: str, body: str = "", locale: str = "th", **more: Any) -> Document:
        """Put a thing on the shelf and tell nobody."""
        prefix = "" if locale == "th" else f"/{locale}"
        more.setdefault("url", f"{prefix}/{self.kind}/{key}/")
        document = Document(kind=self.kind, key=key, locale=locale, title=title, body=body, **more)
        self.things[key, locale] = document
        return document

    def put(self, key: str, title: str, body: str = "", locale: str = "th", **more: Any) -> Document:
        """Put a thing on the shelf and index it."""
        document = self.place(key, title, body, locale, **more)
        index(self.kind, [key])
        return document

    def take(self, key: str) -> None:
        """Take a thing from the shelf and index that."""
        self.things = {name: document for name, document in self.things.items() if name[0] != key}
        index(self.kind, [key])


_PROVINCES = {"40": "ขอนแก่น", "50": "เชียงใหม่", "90": "สงขลา"}


def _labels(codes: Collection[str]) -> Mapping[str, str]:
    return {code: name for code, name in _PROVINCES.items() if code in codes}


PROVINCE = Facet("province", "จังหวัด", _labels)
