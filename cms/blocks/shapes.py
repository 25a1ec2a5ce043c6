"""The shapes of bricks in the API: one for each, told apart by `type`."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from search.shapes import Coded, Picture, Thing


class RichText(BaseModel):
    """Words with their marks: as HTML, and without any."""

    html: str
    text: str


class SourceShape(BaseModel):
    """A document that is quoted from."""

    key: str
    title: str
    publisher: str
    year: int | None = Field(description="Of the Common Era.")


class Quoted(BaseModel):
    """A source, and where in it."""

    source: SourceShape
    lines: str


class DocumentShape(BaseModel):
    """A document to download."""

    title: str
    description: str
    filename: str
    content_type: str
    size: int = Field(description="Bytes.")
    credit: str
    licence: str
    url: str


class Figure(BaseModel):
    """A figure with all its circumstances. Either `value`, or `low` and `high`, is given.

    Figures of documents that contradict each other stand side by side, each with its source.
    """

    label: str
    qualifier: Coded | None = Field(description="over, at_least, about or up_to.")
    value: float | None
    low: float | None
    high: float | None
    amount: str = Field(description="As it is written in a sentence.", examples=["1,200"])
    unit: str
    per: str
    period: str
    as_of: date | None
    area: str
    moment: Coded | None = Field(description="before or after.")
    nature: Coded = Field(description="actual or forecast.")
    source: SourceShape | None
    line: str = Field(description="Line or page in the source.")


class AnyBrick(BaseModel):
    """What all bricks have: an id that stays while the brick does."""

    id: str | None


class TextBrick(AnyBrick, RichText):
    """Running text."""

    type: Literal["text"]


class QuoteBrick(AnyBrick):
    """Somebody's words."""

    type: Literal["quote"]
    text: str
    by: str
    role: str


class CalloutBrick(AnyBrick):
    """A remark set apart."""

    type: Literal["callout"]
    tone: str
    title: str
    content: RichText


class Step(BaseModel):
    """One thing to do."""

    title: str
    text: str


class StepsBrick(AnyBrick):
    """Things to do in order."""

    type: Literal["steps"]
    heading: str
    steps: list[Step]


class CaptionedPicture(BaseModel):
    """A picture and what stands below it."""

    picture: Picture | None
    caption: str


class PictureBrick(AnyBrick, CaptionedPicture):
    """One picture."""

    type: Literal["picture"]


class GalleryBrick(AnyBrick):
    """Several pictures."""

    type: Literal["gallery"]
    heading: str
    pictures: list[CaptionedPicture]


class VideoBrick(AnyBrick):
    """A film: a file of ours, or the player of a foreign one."""

    type: Literal["video"]
    title: str
    file: DocumentShape | None
    address: str
    player: str | None
    captions: DocumentShape | None
    transcript: str


class AudioBrick(AnyBrick):
    """A sound."""

    type: Literal["audio"]
    title: str
    file: DocumentShape | None
    transcript: str


class DocumentBrick(AnyBrick):
    """A document to download."""

    type: Literal["document"]
    document: DocumentShape | None
    text: str


class MetricBrick(AnyBrick, Figure):
    """A figure."""

    type: Literal["metric"]


class MetricsBrick(AnyBrick):
    """Figures side by side."""

    type: Literal["metrics"]
    heading: str
    metrics: list[Figure]


class TableBrick(AnyBrick):
    """A table of words."""

    type: Literal["table"]
    caption: str
    header: list[str]
    rows: list[list[str]]
    note: str


class LinkBrick(AnyBrick):
    """A link; blank where what it leads to is closed to visitors."""

    type: Literal["link"]
    url: str
    text: str


class ThingBrick(AnyBrick):
    """A story, product, course or the like; null where it is withdrawn."""

    type: Literal["thing"]
    thing: Thing | None


InColumn = Annotated[
    TextBrick | PictureBrick | MetricBrick | CalloutBrick | DocumentBrick | LinkBrick, Field(discriminator="type")
]


class ColumnsBrick(AnyBrick):
    """Two columns."""

    type: Literal["columns"]
    first: list[InColumn]
    second: list[InColumn]


Brick = Annotated[
    TextBrick
    | QuoteBrick
    | CalloutBrick
    | StepsBrick
    | PictureBrick
    | GalleryBrick
    | VideoBrick
    | AudioBrick
    | DocumentBrick
    | MetricBrick
    | MetricsBrick
    | TableBrick
    | ColumnsBrick
    | LinkBrick
    | ThingBrick,
    Field(discriminator="type"),
]
