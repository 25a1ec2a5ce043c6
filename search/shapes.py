"""The shapes that answers of the API share, and what rooms tell of their own for them.

Every list of the API is a list of the index, so it can show only what search may show.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Annotated, Any, Generic, Literal, TypeVar

from django.conf import settings
from pydantic import BaseModel, Field

from search.results import Hit

T = TypeVar("T")

Pictures = Callable[[Collection[int]], Mapping[int, dict[str, Any]]]
LanguageCode = Literal["th", "en"]
ItemId = Annotated[
    str,
    Field(
        pattern=r"^([1-9][0-9]{0,17}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$",
        description="The id of the thing in any language, or its translation key.",
        examples=["12"],
    ),
]


class Rendition(BaseModel):
    """One file of a picture."""

    size: str = Field(examples=["card"])
    format: str = Field(examples=["webp"])
    width: int
    height: int
    url: str


class Picture(BaseModel):
    """A published picture: its words for those who cannot see it, its maker, its licence, its files."""

    alt: str
    credit: str
    licence: str = Field(examples=["cc-by-4.0"])
    is_illustration: bool = Field(description="Drawn, not photographed.")
    width: int
    height: int
    files: list[Rendition] = Field(description="Empty while they are being drawn.")


class Coded(BaseModel):
    """A value that is filtered by: its code, and its name in the language of the answer."""

    code: str
    label: str


class Item(BaseModel):
    """A thing in a list. Ask `api_url` for all of it."""

    id: str
    kind: str = Field(examples=["story"])
    title: str
    summary: str
    language: LanguageCode = Field(description="The language of its words.")
    is_translated: bool = Field(description="False where its words are in another language than the one asked for.")
    url: str = Field(description="Where people read it.")
    api_url: str = Field(description="Where programs read all of it.")
    translation_key: str = Field(description="The same for a thing in all its languages.")
    picture: Picture | None = Field(description="In small sizes; all of them come with the thing itself.")
    published_at: datetime | None
    facets: dict[str, list[str]] = Field(description="The codes by which it is filtered.")
    price: int | None = Field(description="The lowest price in satang, a hundredth of a baht.")
    currency: Literal["THB"] | None
    in_stock: bool | None = Field(description="Null for what is not sold.")


class Thing(BaseModel):
    """A thing of another room as visitors may see it."""

    id: str
    kind: str
    title: str
    summary: str
    language: LanguageCode
    url: str
    api_url: str


class Listing(BaseModel, Generic[T]):
    """One page of a list."""

    total: int
    page: int
    pages: int
    per_page: int
    next: str | None = Field(description="The address of the next page.")
    previous: str | None
    items: list[T]


class _Told:
    """What rooms have told: where each kind is read whole, and who knows pictures."""

    places: dict[str, str] = {}
    pictures: Pictures = staticmethod(lambda ids: {})


def read_whole_at(kind: str, place: str) -> None:
    """Tell that things of this kind are read whole below `/api/v1/<place>/`."""
    _Told.places[kind] = place


def pictures_from(pictures: Pictures) -> None:
    """Tell who gives the pictures of lists by their primary keys, in one query."""
    _Told.pictures = staticmethod(pictures)


def absolute(path: str) -> str:
    """The full address of a path on this site."""
    return path if path.startswith(("http://", "https://")) else f"{settings.SITE_URL}{path}"


def api_address(kind: str, key: str) -> str:
    """Where a program reads all of a thing."""
    return absolute(f"/api/v1/{_Told.places.get(kind, 'pages')}/{key}")


def items(hits: Collection[Hit]) -> list[dict[str, Any]]:
    """The hits as `Item`s; one query for their pictures."""
    pictures = _Told.pictures([hit.photo_id for hit in hits if hit.photo_id])
    return [item(hit, pictures) for hit in hits]


def item(hit: Hit, pictures: Mapping[int, dict[str, Any]]) -> dict[str, Any]:
    """One hit as an `Item`."""
    return {
        "id": hit.key,
        "kind": hit.kind,
        "title": hit.title,
        "summary": hit.summary,
        "language": hit.locale,
        "is_translated": not hit.lang,
        "url": absolute(hit.url),
        "api_url": api_address(hit.kind, hit.key),
        "translation_key": hit.translation_key,
        "picture": pictures.get(hit.photo_id or 0),
        "published_at": hit.published_at,
        "facets": {name: list(codes) for name, codes in hit.facets.items()},
        "price": hit.price,
        "currency": "THB" if hit.price is not None else None,
        "in_stock": hit.in_stock,
    }


def thing(hit: Hit | None) -> dict[str, Any] | None:
    """A thing of another room; None where visitors see none."""
    if hit is None:
        return None
    return {
        "id": hit.key,
        "kind": hit.kind,
        "title": hit.title,
        "summary": hit.summary,
        "language": hit.locale,
        "url": absolute(hit.url),
        "api_url": api_address(hit.kind, hit.key),
    }
