"""Dates as people here write them: พ.ศ. in Thai, CE in English."""

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.translation import get_language

register = template.Library()

BUDDHIST_ERA = 543  # years between CE and พ.ศ.
MONTHS_TH = [
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
]
MONTHS_EN = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
FISCAL_YEAR_BEGINS = 10  # October
SHORT_MONTHS_TH = (
    *("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย."),
    *("ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."),
)


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value if isinstance(value, date) else None


def _is_thai() -> bool:
    return (get_language() or "th").startswith("th")


@register.filter
def thai_date(value: object) -> str:
    """`5 ธันวาคม 2569` in Thai, `5 December 2026` in English; empty for anything that is no date.

    Moments are taken in the site's time zone.
    """
    day = _day(value)
    if day is None:
        return ""
    if _is_thai():
        return f"{day.day} {MONTHS_TH[day.month - 1]} {day.year + BUDDHIST_ERA}"
    return f"{day.day} {MONTHS_EN[day.month - 1]} {day.year}"


@register.filter
def thai_datetime(value: object) -> str:
    """The date with the time of day: `5 ธันวาคม 2569 เวลา 14.05 น.` or `5 December 2026, 14:05`."""
    if not isinstance(value, datetime):
        return thai_date(value)
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    if _is_thai():
        return f"{thai_date(value)} เวลา {local:%H.%M} น."
    return f"{thai_date(value)}, {local:%H:%M}"


@register.filter
def thai_year(value: object) -> str:
    """`พ.ศ. 2569` in Thai, `2026` in English, of a date or of a year (CE) as a number."""
    day = _day(value)
    if day is not None:
        year = day.year
    elif isinstance(value, int):
        year = value
    else:
        return ""
    return f"พ.ศ. {year + BUDDHIST_ERA}" if _is_thai() else str(year)


@register.filter
def fiscal_year(value: object) -> str:
    """The Thai fiscal year a date falls in (it begins on 1 October): `ปีงบประมาณ 2570` or `fiscal year 2027`."""
    day = _day(value)
    if day is None:
        return ""
    year = day.year + (day.month >= FISCAL_YEAR_BEGINS)
    return f"ปีงบประมาณ {year + BUDDHIST_ERA}" if _is_thai() else f"fiscal year {year}"


@register.filter
def month_short(value: object) -> str:
    """`ธ.ค.` in Thai, `Dec` in English, of a date."""
    day = _day(value)
    if day is None:
        return ""
    return SHORT_MONTHS_TH[day.month - 1] if _is_thai() else MONTHS_EN[day.month - 1][:3]


@register.filter
def month_name(value: object) -> str:
    """`ธันวาคม` in Thai, `December` in English, of a date."""
    day = _day(value)
    if day is None:
        return ""
    return (MONTHS_TH if _is_thai() else MONTHS_EN)[day.month - 1]
