"""What previews of bricks show: things that are public already, and words that nobody could take for facts."""

from decimal import Decimal
from typing import Any

from media.models import File, Photo

SENTENCE = "ชุมชนเริ่มจากสิ่งที่มี คิดก่อนทำ และเผื่อไว้สำหรับวันที่ไม่เป็นดังหวัง"
PARAGRAPH = f"<p>{SENTENCE}</p>"
METRIC: dict[str, Any] = {
    "label": "รายได้ที่เพิ่มขึ้น (ตัวอย่าง)",
    "value": Decimal(1200),
    "unit": "บาท",
    "per": "ครัวเรือนต่อเดือน",
    "period": "ปีงบประมาณ 2567",
    "nature": "actual",
}
TABLE: dict[str, Any] = {
    "columns": [{"type": "text", "heading": "รายการ"}, {"type": "text", "heading": "จำนวน"}],
    "rows": [{"values": ["ข้าวสาร (ตัวอย่าง)", "12 กิโลกรัม"]}, {"values": ["ไข่ไก่ (ตัวอย่าง)", "30 ฟอง"]}],
}


def photos(number: int) -> list[Photo]:
    """The newest public pictures, at most so many."""
    return list(Photo.objects.filter(is_public=True).order_by("-pk")[:number])


def file() -> File | None:
    """The newest public document."""
    found: File | None = File.objects.filter(is_public=True).order_by("-pk").first()
    return found
