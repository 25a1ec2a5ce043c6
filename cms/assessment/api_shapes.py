"""What the API says of Kalyanamitr. Percentages and marks are decimal numbers in text, years of the Common Era."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from cms.assessment.reading.filters import ORDERS
from cms.places.api import PlaceShape
from cms.places.models import LaoType
from search.api import Paging, ProvinceCode, RegionCode
from search.shapes import Coded

SetCode = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40, description="An indicator set.")]
Year = Annotated[int, Field(ge=1997, le=2200, description="Year of the round, Common Era.")]
OrganisationKey = Annotated[str, Field(pattern=r"^[a-z0-9\-]{1,90}$", description="Key of the organisation.")]
ResultId = Annotated[str, Field(pattern=r"^[1-9][0-9]{0,17}$", description="The id of a published result.")]
VersionKey = Annotated[
    str, Field(pattern=r"^[a-z0-9\-]{1,60}$", description="A set and the number of its version: `set-1`.")
]
SummaryKey = Annotated[
    str, Field(pattern=r"^(overview|[1-9][0-9])$", description="`overview` for the country, or a province's code.")
]


class RoundShape(BaseModel):
    """A round with published results."""

    set: str
    set_name: str
    set_standing: str = Field(description="How far the set may be relied on.")
    is_official: bool
    kind: str = Field(description="Kind of organisation.")
    year: int
    version: str = Field(description="The key of the version that assessments begun now are made with.")
    results: int


class Rounds(BaseModel):
    """All rounds with published results, the newest of LAOs first."""

    items: list[RoundShape]


class OrganisationBrief(BaseModel):
    """An organisation."""

    key: str
    name: str
    name_th: str
    name_en: str
    kind: str
    type: Coded | None = Field(description="Type of LAO.")
    province: PlaceShape
    is_demo: bool = Field(description="Invented for demonstration.")


class LevelReached(BaseModel):
    """A level; `rank` 1 is the lowest."""

    rank: int
    code: str
    name: str


class AssessmentResultItem(BaseModel):
    """A published result in a list. Ask `api_url` for all of it."""

    id: str
    organisation: OrganisationBrief
    set: str
    year: int
    version: str
    percent: str
    self_percent: str | None = Field(description="By self-assessment.")
    level: LevelReached | None = Field(description="Null where none was reached.")
    rank_before: int | None = Field(description="The level's rank in the round before; 0 for none, null without one.")
    has_risen: bool
    published_at: datetime
    url: str
    api_url: str


class ScoreShape(BaseModel):
    """What a dimension or an indicator got; null where it did not apply."""

    code: str
    name: str
    percent: str | None
    self_percent: str | None
    weight: str = Field(description="Marks by the set.")
    effective: str = Field(description="Marks after those of what does not apply were shared out.")


class SubScoreShape(BaseModel):
    """What a sub-indicator got."""

    code: str
    points: int | None
    full: int
    percent: str | None
    self_percent: str | None
    not_applicable: bool


class GoalShape(BaseModel):
    """What a Sustainable Development Goal got."""

    goal: Coded
    percent: str
    attainment: Literal["attained", "under_way", "behind"]


class StrengthShape(BaseModel):
    """A strength, by indicator."""

    indicator: str
    text_th: str
    text_en: str


class AssessmentResultShape(AssessmentResultItem):
    """All of a published result."""

    marks: str
    full_marks: str
    origin: Coded
    dimensions: list[ScoreShape]
    indicators: list[ScoreShape]
    sub_indicators: list[SubScoreShape] = Field(description="Empty where only scores were imported.")
    goals: list[GoalShape]
    strengths: list[StrengthShape]
    working: dict[str, Any] = Field(description="Why this many marks and this level, in rows of codes and numbers.")


class OrganisationShape(OrganisationBrief):
    """An organisation with its published results, the newest first."""

    id: str = Field(description="The same as `key`.")
    url: str
    api_url: str
    results: list[AssessmentResultItem]


class VersionItem(BaseModel):
    """A version of an indicator set that is, or was, published."""

    key: str
    set: str
    set_name: str
    number: int
    kind: str
    set_standing: str
    is_official: bool
    state: Coded
    api_url: str


class Versions(BaseModel):
    """All versions of all sets."""

    items: list[VersionItem]


class RubricStepShape(BaseModel):
    """So many points for what the sentence says; `bound` is where a measured value reaches it."""

    points: int
    text_th: str
    text_en: str
    bound: str | None


class SubIndicatorShape(BaseModel):
    """What is answered."""

    code: str
    name_th: str
    name_en: str
    weight: str
    scale: Literal["rubric", "yes_no", "measured"]
    better: str = Field(description="higher or lower, for a measured value.")
    unit_th: str
    unit_en: str
    allows_not_applicable: bool
    evidence_required: bool
    steps: list[RubricStepShape]


class IndicatorShape(BaseModel):
    """An indicator with its sub-indicators."""

    code: str
    name_th: str
    name_en: str
    weight: str
    sub_indicators: list[SubIndicatorShape]


class DimensionShape(BaseModel):
    """A dimension with its indicators."""

    code: str
    name_th: str
    name_en: str
    weight: str
    indicators: list[IndicatorShape]


class FloorShape(BaseModel):
    """A level asks for at least so many percent in a dimension."""

    dimension: str
    percent: str


class LevelShape(BaseModel):
    """A level: from `cut_off` marks, where every floor holds."""

    rank: int
    code: str
    name_th: str
    name_en: str
    meaning_th: str
    meaning_en: str
    cut_off: str
    floors: list[FloorShape]


class LinkShape(BaseModel):
    """A sub-indicator counts towards a goal, or one of its targets, with this weight."""

    sub_indicator: str
    goal: int
    target: str
    weight: str


class VersionShape(VersionItem):
    """A whole version. Weights are marks: each layer's add up to what stands above it."""

    full_marks: str
    dimensions: list[DimensionShape]
    levels: list[LevelShape]
    sdg_links: list[LinkShape]


class LevelCount(BaseModel):
    """How many reached a level; the rank 0 is of those that reached none."""

    rank: int
    name: str
    number: int


class MeanShape(BaseModel):
    """The mean of a dimension over the organisations to which it applies."""

    code: str
    name: str
    percent: str
    number: int


class SummaryShape(BaseModel):
    """What a round adds up to, in the country or a province."""

    key: str
    set: str
    year: int
    number: int
    mean: str | None
    risen: int
    with_before: int = Field(description="How many were assessed in an earlier round.")
    demo: int = Field(description="How many of them are invented.")
    levels: list[LevelCount]
    dimensions: list[MeanShape]


class RoundFilters(BaseModel):
    """Which round; the newest of LAOs without these."""

    set: SetCode | None = None
    year: Year | None = None


class ResultFilters(Paging):
    """What results are listed by."""

    set: SetCode | None = None
    year: Year | None = None
    region: RegionCode | None = None
    province: ProvinceCode | None = None
    type: Annotated[Literal[tuple(LaoType.values)] | None, Field(description="Type of LAO.")] = None  # type: ignore[valid-type]  # the model's choices
    level: Annotated[int | None, Field(ge=0, le=20, description="Rank of the level; 0 is none reached.")] = None
    rose: Annotated[bool, Field(description="Only those whose level rose.")] = False
    name: Annotated[str, Field(max_length=60, pattern=r"^[^\x00]*$", description="A part of the name.")] = ""
    sort: Annotated[Literal[tuple(ORDERS)], Field(description="In which order.")] = "percent"  # type: ignore[valid-type]  # the list's own orders
