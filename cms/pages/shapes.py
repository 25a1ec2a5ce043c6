"""The shapes of pages in the API."""

from datetime import datetime

from pydantic import BaseModel, Field

from search.shapes import LanguageCode, Picture


class Translation(BaseModel):
    """The page in a language in which it is published."""

    id: str
    language: LanguageCode
    url: str
    api_url: str


class Crumb(BaseModel):
    """A page above."""

    title: str
    url: str


class PageShape(BaseModel):
    """What every page has. Its words are in `language`, which is Thai where it is not translated."""

    id: str
    kind: str
    type: str
    title: str
    summary: str
    language: LanguageCode
    is_translated: bool
    is_draft: bool = Field(description="True for what only a token may read.")
    url: str
    api_url: str
    translation_key: str
    translations: list[Translation]
    breadcrumbs: list[Crumb]
    picture: Picture | None
    published_at: datetime | None
    updated_at: datetime | None


class DraftItem(BaseModel):
    """A page with words that are not published."""

    id: str
    kind: str
    type: str
    title: str
    language: LanguageCode
    is_live: bool
    changed_at: datetime | None
    api_url: str
