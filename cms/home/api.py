"""The site's own pages as programs read them."""

from typing import Any, Literal

from pydantic import BaseModel

from cms.blocks.api import bricks, figure
from cms.blocks.shapes import Brick, Figure
from cms.home.models import AboutPage, ContactPage, HomePage, StandardPage
from cms.home.queries import chosen
from cms.pages.api import PageShape, page_type
from search.shapes import absolute, api_address


class StandardShape(PageShape):
    """A page of plain words."""

    type: Literal["standard"]
    body: list[Brick]


class PhaseShape(BaseModel):
    """One phase of the programme."""

    title: str
    years: str
    funder: str
    text: str


class AboutShape(PageShape):
    """The programme."""

    type: Literal["about"]
    phases: list[PhaseShape]
    funders: list[str]
    institutions: list[str]
    acknowledgement: str
    body: list[Brick]


class ContactShape(PageShape):
    """The page to write to us."""

    type: Literal["contact"]
    intro: str


class VisitorShape(BaseModel):
    """What one kind of visitor can do here."""

    who: str
    text: str


class ChosenShape(BaseModel):
    """A page that an editor chose for the home page."""

    id: str
    kind: str
    title: str
    summary: str
    url: str
    api_url: str


class HomeShape(PageShape):
    """The home page."""

    type: Literal["home"]
    lead: str
    big_numbers: list[Figure]
    chosen: list[ChosenShape]
    visitors: list[VisitorShape]
    body: list[Brick]


def _words(value: Any, *names: str) -> dict[str, str]:
    return {name: value.get(name) or "" for name in names}


@page_type(StandardPage, StandardShape)
def _standard(page: StandardPage) -> dict[str, Any]:
    return {"body": bricks(page.body)}


@page_type(AboutPage, AboutShape)
def _about(page: AboutPage) -> dict[str, Any]:
    return {
        "phases": [_words(child.value, "title", "years", "funder", "text") for child in page.phases],
        "funders": [str(child.value) for child in page.funders],
        "institutions": [str(child.value) for child in page.institutions],
        "acknowledgement": page.acknowledgement,
        "body": bricks(page.body),
    }


@page_type(ContactPage, ContactShape)
def _contact(page: ContactPage) -> dict[str, Any]:
    return {"intro": page.intro}


@page_type(HomePage, HomeShape)
def _home(page: HomePage) -> dict[str, Any]:
    return {
        "lead": page.lead,
        "big_numbers": [figure(child.value) for child in page.big_numbers],
        "chosen": [
            {
                "id": card.key,
                "kind": card.kind,
                "title": card.title,
                "summary": card.summary,
                "url": absolute(card.url),
                "api_url": api_address(card.kind, card.key),
            }
            for card in chosen(page)
        ],
        "visitors": [_words(child.value, "who", "text") for child in page.visitors],
        "body": bricks(page.body),
    }
