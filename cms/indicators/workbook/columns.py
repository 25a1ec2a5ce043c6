"""The workbook of an indicator set: its sheets, their columns, and what each column holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from cms.indicators.models import Better, Scale
from cms.indicators.problem import DIMENSIONS, FLOORS, INDICATORS, LEVELS, LINKS, SET, STEPS, SUBS

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

TEXT, CODE, NUMBER, WHOLE, YES_NO = "text", "code", "number", "whole", "yes_no"
YES, NO = "yes", "no"
README: Final = "readme"


@dataclass(frozen=True)
class Column:
    """A field with the title its column has in the template, and what its cells accept. Titles and fields both name it."""

    field: str
    title: str
    accepts: "StrOrPromise"
    kind: str = TEXT
    required: bool = False
    choices: tuple[str, ...] = ()


_ANY = _("any text, or empty")
_CODE = _("Latin letters and digits, with single dots or hyphens between them; 20 characters at most")
_THAI, _ENGLISH = _("a text in Thai"), _("a text in English, or empty")
_MARKS = _("a number of marks, more than 0, with at most two decimal places")
_WHETHER = _("yes or no; empty is no")
_PERCENT = _("a percentage, more than 0, at most 100")


def _named() -> tuple[Column, ...]:
    return (
        Column("code", "รหัส", _CODE, CODE, required=True),
        Column("name_th", "ชื่อภาษาไทย", _THAI, required=True),
        Column("name_en", "ชื่อภาษาอังกฤษ", _ENGLISH),
        Column("weight", "คะแนนเต็ม", _MARKS, NUMBER, required=True),
    )


_GUIDANCE = (
    Column("guidance_th", "คำแนะนำภาษาไทย", _ANY),
    Column("guidance_en", "คำแนะนำภาษาอังกฤษ", _ANY),
)
_OF_SUB = Column("sub_indicator", "รหัสตัวชี้วัดย่อย", _("the code of a sub-indicator"), CODE, required=True)
_OF_DIMENSION = Column("dimension", "รหัสด้าน", _("the code of a dimension"), CODE, required=True)

COLUMNS: Final[Mapping[str, tuple[Column, ...]]] = {
    SET: (
        Column("set_code", "รหัสชุด", _("the code of the indicator set"), CODE, required=True),
        Column("number", "รุ่น", _("the version it was taken from; a new draft gets its number by itself"), WHOLE),
        Column("full_marks", "คะแนนเต็มทั้งชุด", _MARKS, NUMBER, required=True),
        Column("sdg_attained_from", "SDG บรรลุตั้งแต่ (%)", _PERCENT, NUMBER, required=True),
        Column("sdg_underway_from", "SDG กำลังก้าวหน้าตั้งแต่ (%)", _PERCENT, NUMBER, required=True),
    ),
    DIMENSIONS: _named(),
    INDICATORS: (_OF_DIMENSION, *_named(), *_GUIDANCE),
    SUBS: (
        Column("indicator", "รหัสตัวชี้วัด", _("the code of an indicator"), CODE, required=True),
        *_named(),
        Column(
            "scale",
            "วิธีให้คะแนน",
            _("rubric (steps, a sentence each), yes_no, or measured (a value with bounds)"),
            required=True,
            choices=tuple(Scale.values),
        ),
        Column("unit_th", "หน่วยภาษาไทย", _("of a measured value only: its unit")),
        Column("unit_en", "หน่วยภาษาอังกฤษ", _("of a measured value only: its unit, or empty")),
        Column(
            "better",
            "ค่าที่ดีกว่า",
            _("of a measured value only: higher or lower, whichever is better"),
            choices=tuple(Better.values),
        ),
        Column("allows_na", "ตอบว่าไม่เกี่ยวข้องได้", _WHETHER, YES_NO, choices=(YES, NO)),
        Column("evidence_required", "ต้องมีหลักฐาน", _WHETHER, YES_NO, choices=(YES, NO)),
        *_GUIDANCE,
        Column("evidence_th", "ตัวอย่างหลักฐานภาษาไทย", _ANY),
        Column("evidence_en", "ตัวอย่างหลักฐานภาษาอังกฤษ", _ANY),
    ),
    STEPS: (
        _OF_SUB,
        Column("points", "คะแนนดิบ", _("a whole number from 0 to 20"), WHOLE, required=True),
        Column("text_th", "ข้อความภาษาไทย", _THAI, required=True),
        Column("text_en", "ข้อความภาษาอังกฤษ", _ENGLISH),
        Column("bound", "ค่าขอบ", _("of a measured value only: where the step begins; empty for 0 points"), NUMBER),
    ),
    LEVELS: (
        Column("rank", "ลำดับ", _("1 for the lowest level, then 2, 3 …"), WHOLE, required=True),
        Column(
            "code",
            "รหัส",
            _("small Latin letters and digits, with single hyphens between them; 40 characters at most"),
            CODE,
            required=True,
        ),
        Column("name_th", "ชื่อภาษาไทย", _THAI, required=True),
        Column("name_en", "ชื่อภาษาอังกฤษ", _ENGLISH),
        Column("cut_off", "ตั้งแต่คะแนน", _("the marks from which it is reached"), NUMBER, required=True),
        Column("meaning_th", "ความหมายภาษาไทย", _ANY),
        Column("meaning_en", "ความหมายภาษาอังกฤษ", _ANY),
    ),
    FLOORS: (
        Column("level", "รหัสระดับ", _("the code of a level"), CODE, required=True),
        _OF_DIMENSION,
        Column("percent", "อย่างน้อยร้อยละ", _PERCENT, NUMBER, required=True),
    ),
    LINKS: (
        _OF_SUB,
        Column("goal", "เป้าหมาย SDG", _("a goal, 1 to 17"), WHOLE, required=True),
        Column("target", "เป้าหมายย่อย", _("a target of the goal, such as 2.4 or 12.a, or empty"), CODE),
        Column("weight", "น้ำหนัก", _("a number more than 0, beside the others of the same goal"), NUMBER, required=True),
    ),
}


def column(sheet: str, field: str) -> Column | None:
    """The column of a sheet that holds this field; None where a rule speaks of the row as a whole."""
    return next((item for item in COLUMNS.get(sheet, ()) if item.field == field), None)
