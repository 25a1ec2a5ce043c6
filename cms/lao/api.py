"""Local administrative organisations as programs read them: the registry, and what their profiles say."""

from typing import Annotated, Any, Literal

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Path, Query, Router
from pydantic import BaseModel, Field

from cms.blocks.api import bricks, figure, source
from cms.blocks.shapes import Brick, Figure, SourceShape
from cms.lao.filters import Filters
from cms.lao.models import JoinPage, LaoIndexPage, LaoProfilePage, Participation, Phase
from cms.lao.profiles import PARTICIPATIONS
from cms.pages.api import PageShape, page_type, shown
from cms.places.api import LaoBrief, PlaceShape, lao_brief, place
from cms.places.models import Lao, LaoType
from search.api import LaoKey, Paging, ProvinceCode, RegionCode, known_codes, paging
from search.refusals import NotThere
from search.services import resolve
from search.shapes import Coded, Listing, absolute

router = Router(tags=["LAOs"])
ROUTERS = [("laos", router)]


class NoteShape(BaseModel):
    """A strength or a project."""

    title: str
    text: str
    year: int | None = Field(description="Of the Common Era.")
    source: SourceShape | None
    line: str


class ProfileShape(PageShape):
    """The profile of an LAO."""

    type: Literal["lao_profile"]
    lao: LaoBrief | None
    address: str
    website: str
    vision: str
    strengths: list[NoteShape]
    projects: list[NoteShape]
    numbers: list[Figure]
    body: list[Brick]


class DirectoryShape(PageShape):
    """The directory of LAOs."""

    type: Literal["lao_index"]
    intro: str
    counted: int = Field(description="LAOs that took part, as the source says.")
    target: int
    source: SourceShape | None
    line: str


class JoinShape(PageShape):
    """The page on which LAOs ask to join."""

    type: Literal["join"]


class LaoItem(LaoBrief):
    """A row of the registry."""

    id: str = Field(description="The same as `key`.")
    api_url: str
    province: PlaceShape
    district: PlaceShape | None
    subdistrict: PlaceShape | None
    official_code: str


class ParticipationShape(BaseModel):
    """A project of the programme in which the LAO took part."""

    phase: Coded
    project: str
    year: int | None = Field(description="Of the Common Era.")
    source: SourceShape | None
    line: str


class LaoShape(LaoItem):
    """An LAO: what the registry knows, what it took part in, and its profile where it has one."""

    participations: list[ParticipationShape]
    profile: ProfileShape | None


class LaoFilters(Paging):
    """What the registry is listed by."""

    region: RegionCode | None = None
    province: ProvinceCode | None = None
    type: Annotated[Literal[tuple(LaoType.values)] | None, Field(description="Type of LAO.")] = None  # type: ignore[valid-type]  # the model's choices
    name: Annotated[
        str, Field(max_length=60, pattern=r"^[^\x00]*$", description="A part of the name, in either language.")
    ] = ""


@router.get("/", response=Listing[LaoItem], summary="List LAOs")
def list_laos(request: HttpRequest, asked: Query[LaoFilters]) -> dict[str, Any]:
    """The registry: every LAO that is known, with or without a profile."""
    known_codes({"province": asked.province})
    filters = Filters(asked.region or "", asked.province or "", asked.type or "", " ".join(asked.name.split()))
    rows = Lao.objects.filter(filters.condition()).select_related("province", "district", "subdistrict")
    pages = Paginator(rows.order_by("province_id", "name_th", "pk"), asked.per_page)
    numbers = paging(request, page=asked.page, pages=pages.num_pages, per_page=asked.per_page)
    return {"total": pages.count, **numbers, "items": [_row(lao) for lao in pages.page(asked.page)]}


@router.get("/{key}", response=LaoShape, summary="An LAO")
def read_lao(request: HttpRequest, key: Annotated[LaoKey, Path()]) -> dict[str, Any]:
    """All of an LAO."""
    lao = Lao.objects.select_related("province", "district", "subdistrict").filter(key=key).first()
    if lao is None:
        raise NotThere(_("There is no LAO of this key."))
    rows = lao.participations.select_related("source").order_by("phase", "year", "pk")[:PARTICIPATIONS]
    return {**_row(lao), "participations": [_took_part(row) for row in rows], "profile": _profile_of(lao)}


def _row(lao: Lao) -> dict[str, Any]:
    return {
        **(lao_brief(lao) or {}),
        "id": lao.key,
        "api_url": absolute(f"/api/v1/laos/{lao.key}"),
        **{name: place(getattr(lao, name)) for name in ("province", "district", "subdistrict")},
        "official_code": lao.official_code,
    }


def _took_part(row: Participation) -> dict[str, Any]:
    return {
        "phase": {"code": row.phase, "label": str(Phase(row.phase).label)},
        "project": row.project,
        "year": row.year,
        "source": source(row.source),
        "line": row.line,
    }


def _profile_of(lao: Lao) -> dict[str, Any] | None:
    """The profile in the language of the moment where it is published in it."""
    thai = LaoProfilePage.published().filter(lao=lao).values_list("pk", flat=True).first()
    hit = next(iter(resolve([("lao", str(thai))]).values()), None) if thai else None
    page = LaoProfilePage.published().select_related("locale").filter(pk=hit.key).first() if hit else None
    return page and shown(page)


def _notes(stream: Any) -> list[dict[str, Any]]:
    return [
        {
            "title": child.value["title"],
            "text": child.value.get("text") or "",
            "year": child.value.get("year"),
            "source": source(child.value.get("source")),
            "line": child.value.get("line") or "",
        }
        for child in stream
    ]


@page_type(LaoProfilePage, ProfileShape)
def _profile(page: LaoProfilePage) -> dict[str, Any]:
    return {
        "lao": lao_brief(page.known_lao),
        "address": page.facts.address,
        "website": page.facts.website,
        "vision": page.vision,
        "strengths": _notes(page.strengths),
        "projects": _notes(page.projects),
        "numbers": [figure(child.value) for child in page.numbers],
        "body": bricks(page.body),
    }


@page_type(LaoIndexPage, DirectoryShape)
def _directory(page: LaoIndexPage) -> dict[str, Any]:
    facts = page.facts
    return {
        "intro": page.intro,
        "counted": facts.counted,
        "target": facts.target,
        "source": source(facts.source),
        "line": facts.source_line,
    }


@page_type(JoinPage, JoinShape)
def _join(page: JoinPage) -> dict[str, Any]:
    return {}
