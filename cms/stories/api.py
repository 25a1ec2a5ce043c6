"""Stories as programs read them."""

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from cms.blocks.api import bricks, coded, sources
from cms.blocks.shapes import Brick, Quoted
from cms.pages.api import Draft, PageShape, detail, page_type
from cms.places.api import LaoBrief, PlaceShape, lao_brief, place
from cms.stories.kinds import Practice, Practitioner
from cms.stories.models import StoryIndexPage, StoryPage
from search.api import GoalNumber, LaoKey, Ordered, ProvinceCode, RegionCode, facets_of, listing
from search.shapes import Coded, Item, ItemId, Listing, read_whole_at

router = Router(tags=["stories"])
ROUTERS = [("stories", router)]
read_whole_at("story", "stories")


class StoryShape(PageShape):
    """A story of practice. Facts are those of its Thai page."""

    type: Literal["story"]
    practitioner: Coded | None = Field(description="Who practises.")
    practitioner_name: str
    practice: Coded | None = Field(description="In what.")
    province: PlaceShape | None
    district: PlaceShape | None
    subdistrict: PlaceShape | None
    lao: LaoBrief | None
    rings: list[Coded]
    conditions: list[Coded]
    goals: list[Coded] = Field(description="Sustainable Development Goals.")
    fiscal_year: int | None = Field(description="Of the Common Era.")
    is_illustrative: bool = Field(description="Invented to illustrate.")
    before: str
    after: str
    body: list[Brick]
    sources: list[Quoted]


class SectionShape(PageShape):
    """The section of stories."""

    type: Literal["story_index"]
    intro: str


class StoryFilters(Ordered):
    """What stories are listed by, as on the site."""

    region: RegionCode | None = None
    province: ProvinceCode | None = None
    lao: LaoKey | None = None
    practitioner: Literal[tuple(Practitioner.values)] | None = None  # type: ignore[valid-type]  # the model's choices
    practice: Literal[tuple(Practice.values)] | None = None  # type: ignore[valid-type]  # the model's choices
    ring: Literal["moderation", "reasonableness", "immunity"] | None = None
    condition: Literal["knowledge", "virtue"] | None = None
    sdg: GoalNumber | None = None


@router.get("/", response=Listing[Item], summary="List stories")
def list_stories(request: HttpRequest, asked: Query[StoryFilters]) -> dict[str, Any]:
    """Published stories."""
    return listing(request, "story", asked, facets_of(asked))


@router.get("/{id}", response=StoryShape, summary="A story")
def read_story(request: HttpRequest, id: ItemId, draft: Draft = False) -> dict[str, Any]:
    """All of a story."""
    return detail(request, ["story"], id, draft)


@page_type(StoryIndexPage, SectionShape)
def _section(page: StoryIndexPage) -> dict[str, Any]:
    return {"intro": page.intro}


@page_type(StoryPage, StoryShape)
def _story(page: StoryPage) -> dict[str, Any]:
    facts = page.facts
    return {
        "practitioner": coded(Practitioner.choices, facts.practitioner),
        "practitioner_name": page.practitioner_name,
        "practice": coded(Practice.choices, facts.practice),
        **{name: place(getattr(facts, name)) for name in ("province", "district", "subdistrict")},
        "lao": lao_brief(facts.lao),
        "rings": [{"code": ring.value, "label": str(ring.label)} for ring in page.rings],
        "conditions": [{"code": one.value, "label": str(one.label)} for one in page.conditions],
        "goals": [{"code": str(goal.value), "label": str(goal.label)} for goal in page.goals],
        "fiscal_year": facts.fiscal_year,
        "is_illustrative": facts.is_illustrative,
        "before": page.before,
        "after": page.after,
        "body": bricks(page.body),
        "sources": sources(page.story_sources.select_related("source")),
    }
