"""What search knows of a findable thing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Document:
    """One findable thing as a visitor may see it now.

    `kind` and `key` name it; `key` is stable and never shown. `url` is a path from the site's root. `body` is plain
    text. `facets` maps a facet's name to codes, such as `{"province": ("50",), "region": ("north",), "sdg": ("1",)}`.
    `price` is in satang. `photo_id` is the primary key of a public picture.
    """

    kind: str
    key: str
    locale: str
    title: str
    url: str
    summary: str = ""
    body: str = ""
    keywords: str = ""
    photo_id: int | None = None
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    published_at: datetime | None = None
    price: int | None = None
    in_stock: bool | None = None
    translation_key: str = ""
