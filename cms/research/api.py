"""Research as programs read it: programmes, results, and every figure with its circumstances."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import BaseModel, Field

from cms.blocks.api import bricks, coded, source, sources
from cms.blocks.metric import MOMENTS, NATURES, QUALIFIERS
from cms.blocks.shapes import Brick, DocumentShape, Figure, Quoted, SourceShape
from cms.pages.api import Draft, PageShape, detail, page_type
from cms.places.api import LaoBrief, PlaceShape, lao_brief, place
from cms.research.figures import Figure as FigureOfPage
from cms.research.figures import figures_of
from cms.research.models import ResearchIndexPage, ResearchProgrammePage, ResearchResultPage
from cms.research.programmes import Funding, Tier
from cms.research.queries import facts_of
from media import api as media
from search.api import Code, GoalNumber, LaoKey, Ordered, ProvinceCode, RegionCode, facets_of, listing
from search.services import browse, resolve
from search.shapes import Coded, Item, ItemId, Listing, Thing, read_whole_at, thing

router = Router(tags=["research"])
programmes = Router(tags=["research"])
ROUTERS = [("research", router), ("programmes", programmes)]
read_whole_at("research", "research")
read_whole_at("programme", "programmes")

MOST_BELOW = 100

Year = Annotated[
    int, Field(ge=1990, le=2200, description="Fiscal year of the Common Era; it begins on 1 October before.")
]
Strategy = Annotated[str, Field(pattern=r"^[^\s\x00]{1,120}$", description="Slug of a topmost programme.")]
ProgrammeKey = Annotated[
    str,
    Field(
        pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
        description="Translation key of a programme; what stands below it too.",
    ),
]


class ResearchSectionShape(PageShape):
    """The section of research."""

    type: Literal["research_index"]
    intro: str


class ResearchFigure(Figure):
    """A figure of a result. Those of one `brick` of one stream stand side by side, under `group`."""

    where: str = Field(description="The stream: outcomes, figures or body.")
    brick: int
    group: str


class LineShape(BaseModel):
    """An output, technology, partner or uptake."""

    title: str
    text: str


class PaperShape(BaseModel):
    """A document of the project."""

    document: DocumentShape | None
    text: str


class ResearcherShape(BaseModel):
    """Somebody of the team; the order is that of the citation."""

    given_name: str
    family_name: str
    role: str


class InstitutionShape(BaseModel):
    """An institution that did the research; the first one leads."""

    key: str
    name_th: str
    name_en: str


class ResultShape(PageShape):
    """What one project found. Facts are those of its Thai page."""

    type: Literal["result"]
    fiscal_year: int | None = Field(description="Of the Common Era.")
    project_code: str
    goal: str
    institutions: list[InstitutionShape]
    team: list[ResearcherShape]
    programme: Thing | None
    provinces: list[PlaceShape]
    laos: list[LaoBrief]
    goals: list[Coded] = Field(description="Sustainable Development Goals.")
    outputs: list[LineShape]
    outcomes: list[Brick]
    figures: list[ResearchFigure] = Field(description="Every figure of the page, none merged.")
    further_figures: list[Brick]
    technologies: list[LineShape]
    partners: list[LineShape]
    uptake: list[LineShape]
    documents: list[PaperShape]
    body: list[Brick]
    sources: list[Quoted]


class FundingShape(BaseModel):
    """What one document states of projects and money; documents may contradict each other."""

    fiscal_year: int
    until_year: int | None
    projects: int | None
    budget: str | None = Field(description="Baht, as a decimal number in text.")
    remark_th: str
    remark_en: str
    source: SourceShape
    line: str


class ProgrammeShape(PageShape):
    """A strategy, plan, sub-plan, frame or project."""

    type: Literal["programme"]
    tier: Coded | None
    code: str
    lead: str
    funder: str
    goals: str
    above: Thing | None
    below: list[Thing]
    fundings: list[FundingShape]
    figures: list[Brick]
    body: list[Brick]
    sources: list[Quoted]


class ResearchFilters(Ordered):
    """What results are listed by, as on the site."""

    strategy: Strategy | None = None
    programme: ProgrammeKey | None = None
    year: Year | None = None
    region: RegionCode | None = None
    province: ProvinceCode | None = None
    institution: Annotated[Code | None, Field(description="Key of an institution.")] = None
    lao: LaoKey | None = None
    sdg: GoalNumber | None = None


class ProgrammeFilters(Ordered):
    """What programmes are listed by."""

    strategy: Strategy | None = None
    programme: ProgrammeKey | None = None
    year: Year | None = None


@router.get("/", response=Listing[Item], summary="List research results")
def list_research(request: HttpRequest, asked: Query[ResearchFilters]) -> dict[str, Any]:
    """Published results."""
    return listing(request, "research", asked, facets_of(asked))


@router.get("/{id}", response=ResultShape, summary="A research result")
def read_research(request: HttpRequest, id: ItemId, draft: Draft = False) -> dict[str, Any]:
    """All of a result, with every figure's circumstances."""
    return detail(request, ["research"], id, draft)


@programmes.get("/", response=Listing[Item], summary="List research programmes")
def list_programmes(request: HttpRequest, asked: Query[ProgrammeFilters]) -> dict[str, Any]:
    """Published programmes of every tier."""
    return listing(request, "programme", asked, facets_of(asked))


@programmes.get("/{id}", response=ProgrammeShape, summary="A research programme")
def read_programme(request: HttpRequest, id: ItemId, draft: Draft = False) -> dict[str, Any]:
    """All of a programme, with what documents say of its money."""
    return detail(request, ["programme"], id, draft)


@page_type(ResearchIndexPage, ResearchSectionShape)
def _section(page: ResearchIndexPage) -> dict[str, Any]:
    return {"intro": page.intro}


@page_type(ResearchResultPage, ResultShape)
def _result(page: ResearchResultPage) -> dict[str, Any]:
    around = page.surroundings
    streams = ("outputs", "technologies", "partners", "uptake")
    return {
        "fiscal_year": around.facts.fiscal_year,
        "project_code": around.facts.project_code,
        "goal": page.goal,
        "institutions": [{"key": i.key, "name_th": i.name_th, "name_en": i.name_en} for i in around.institutions],
        "team": [
            {"given_name": row.given_name, "family_name": row.family_name, "role": row.role} for row in around.team
        ],
        "programme": _above(page),
        "provinces": [place(one) for one in around.provinces],
        "laos": [lao_brief(one) for one in around.laos],
        "goals": [{"code": str(goal.value), "label": str(goal.label)} for goal in around.goals],
        **{name: _lines(getattr(page, name)) for name in streams},
        "outcomes": bricks(page.outcomes),
        "figures": [_figure(one) for one in figures_of(page)],
        "further_figures": bricks(page.figures),
        "documents": [_paper(child.value) for child in page.documents],
        "body": bricks(page.body),
        "sources": sources(around.sources),
    }


@page_type(ResearchProgrammePage, ProgrammeShape)
def _programme(page: ResearchProgrammePage) -> dict[str, Any]:
    facts = facts_of(page)
    key = str(page.translation_key)
    found = browse("programme", {"programme": key}, "title", per_page=MOST_BELOW, count=False)
    return {
        "tier": coded(Tier.choices, facts.tier),
        "code": facts.code,
        "lead": page.lead,
        "funder": page.funder,
        "goals": page.goals,
        "above": _above(page),
        "below": [thing(hit) for hit in found.hits if hit.facets["programme"][-1] == key],
        "fundings": [_funding(row) for row in facts.fundings.select_related("source")],
        "figures": bricks(page.figures),
        "body": bricks(page.body),
        "sources": sources(page.programme_sources.select_related("source")),
    }


def _above(page: Any) -> dict[str, Any] | None:
    """The programme right above a page, as visitors see it."""
    reference = ("programme", str(page.above[-1].pk)) if page.above else ("", "")
    return thing(resolve([reference]).get(reference))


def _lines(stream: Any) -> list[dict[str, str]]:
    return [{"title": child.value.get("title") or "", "text": child.value.get("text") or ""} for child in stream]


def _paper(value: Any) -> dict[str, Any]:
    file = value.get("file")
    return {"document": media.document(file) if file else None, "text": value.get("text") or ""}


def _figure(one: FigureOfPage) -> dict[str, Any]:
    said = {"key": one.source_key, "title": one.source_title, "publisher": one.source_publisher}
    plain = ("where", "brick", "group", "label", "value", "low", "high", "amount", "unit", "per")
    return {
        **{name: getattr(one, name) for name in (*plain, "period", "as_of", "area", "line")},
        "qualifier": coded(QUALIFIERS, one.qualifier),
        "moment": coded(MOMENTS, one.moment),
        "nature": coded(NATURES, one.nature or "actual"),
        "source": {**said, "year": one.source_year} if one.source_key else None,
    }


def _funding(row: Funding) -> dict[str, Any]:
    return {
        "fiscal_year": row.fiscal_year,
        "until_year": row.until_year,
        "projects": row.projects,
        "budget": None if row.budget is None else str(row.budget),
        "remark_th": row.remark_th,
        "remark_en": row.remark_en,
        "source": source(row.source),
        "line": row.line,
    }
