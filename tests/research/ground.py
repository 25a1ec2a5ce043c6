"""Programmes and results for tests, made and published the way an editor's are."""

from decimal import Decimal
from typing import Any

from wagtail.models import Page

from cms.blocks.models import Source
from cms.research.models import (
    Institution,
    ResearchIndexPage,
    ResearchProgrammePage,
    ResearchResultPage,
    ResultInstitution,
)
from tests.pages_made import publish, section


def source(key: str = "annual-report", **fields: Any) -> Source:
    """A document that figures come from."""
    titles = {"title_th": "รายงานประจำปี", "title_en": "Annual report", "year": 2024}
    found: Source = Source.objects.get_or_create(key=key, defaults={**titles, **fields})[0]
    return found


def institution(
    key: str = "kku", name_th: str = "มหาวิทยาลัยขอนแก่น", name_en: str = "Khon Kaen University"
) -> Institution:
    """An institution."""
    return Institution.objects.get_or_create(key=key, defaults={"name_th": name_th, "name_en": name_en})[0]


def research() -> ResearchIndexPage:
    """The Thai section; both are made with the first call."""
    found = ResearchIndexPage.objects.filter(locale__language_code="th").first()
    return found or section(ResearchIndexPage, "งานวิจัย", "Research", "research")


def programme(title: str = "แผนงานแก้จน", *, below: Page | None = None, **fields: Any) -> ResearchProgrammePage:
    """A published Thai programme."""
    return publish(below or research(), ResearchProgrammePage(title=title, **fields))


def result(title: str = "น้ำผึ้งชันโรงเพิ่มรายได้", *, below: Page | None = None, **fields: Any) -> ResearchResultPage:
    """A published Thai result of 2024 by one institution, where nothing else is said."""
    known = {"fiscal_year": 2024, "result_institutions": [ResultInstitution(institution=institution())]}
    return publish(below or research(), ResearchResultPage(title=title, **{**known, **fields}))


def figure(value: str | None = "4200", **said: Any) -> dict[str, Any]:
    """A figure as a brick's stored value, with everything that it must have."""
    known = {"label": "รายได้", "unit": "บาท", "per": "ครัวเรือนต่อเดือน", "period": "2567", "line": "12"}
    amount = {"value": None if value is None else str(Decimal(value))}
    return {**known, **amount, "nature": "actual", "source": source().pk, **said}


def metric(value: str | None = "4200", **said: Any) -> dict[str, Any]:
    """A brick with one figure."""
    return {"type": "metric", "value": figure(value, **said)}


def metrics(*figures: dict[str, Any], heading: str = "ก่อนและหลัง") -> dict[str, Any]:
    """A brick with figures side by side."""
    return {"type": "metrics", "value": {"heading": heading, "metrics": list(figures)}}
