"""Every part of the theme with sample words: for whoever builds pages, and for looking at one's own work.

Served at /patterns/ on a developer's machine only (`DEBUG`).
"""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.apps import apps
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

PAGES = ("parts", "front", "list", "read", "form")
TILES = """
 .  . ชร  .  .  .  .  .  .
มส ชม พย นน  .  .  .  .  .
 . ลพ ลป พร อต  . นค บก  .
 . ตก สท พล ลย นภ อด สน นพ
"""


class SampleForm(forms.Form):
    """One field of every kind."""

    name = forms.CharField(label="ชื่อ-นามสกุล", max_length=80, help_text="ตามที่อยากให้ผู้อื่นเรียก")
    email = forms.EmailField(label="อีเมล")
    kind = forms.ChoiceField(label="เรื่องที่ติดต่อ", choices=[("", "เลือกเรื่อง"), ("a", "สอบถาม"), ("b", "แจ้งแก้ไขข้อมูล")])
    rings = forms.MultipleChoiceField(
        label="ห่วงที่เกี่ยวข้อง",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("m", "พอประมาณ"), ("r", "มีเหตุผล"), ("i", "มีภูมิคุ้มกัน")],
    )
    answer = forms.ChoiceField(
        label="ให้ตอบกลับทาง", widget=forms.RadioSelect, choices=[("mail", "อีเมล"), ("phone", "โทรศัพท์")]
    )
    picture = forms.FileField(label="รูปประกอบ", required=False)
    text = forms.CharField(label="ข้อความ", widget=forms.Textarea)
    agreed = forms.BooleanField(label="ยินยอมให้เก็บข้อมูลนี้ไว้เพื่อตอบกลับ")


def tiles() -> list[dict[str, Any]]:
    """A corner of the province map."""
    rows = [line.split() for line in TILES.strip("\n").splitlines()]
    return [
        {
            "row": y,
            "column": x,
            "short": short,
            "name": short,
            "count": (x * y) % 4,
            "href": "?",
            "is_current": short == "ลป",
        }
        for y, row in enumerate(rows, start=1)
        for x, short in enumerate(row, start=1)
        if short != "."
    ]


def metric(label: str, value: str, unit: str, **more: Any) -> dict[str, Any]:
    """A figure as the metric brick hands it over."""
    source = {"title": "ตัวอย่างเอกสารต้นทาง", "year": 2024}
    amount = f"{Decimal(value):,f}"
    return {
        "label": label,
        "amount": amount,
        "unit": unit,
        "period": "ปีงบประมาณ 2567",
        "source": source,
        "line": "12",
    } | more


METRICS = (
    metric("อปท. ที่ร่วมขับเคลื่อน", "302", "แห่ง", area="ทั่วประเทศ", as_of=date(2024, 9, 30)),
    metric("รายได้ครัวเรือน", "4000", "บาท", per="ครัวเรือนต่อเดือน", moment="before", moment_words="ก่อน"),
    metric("รายได้ครัวเรือน", "6250", "บาท", per="ครัวเรือนต่อเดือน", moment="after", moment_words="หลัง"),
    metric("เป้าหมายถัดไป", "500", "แห่ง", qualifier_words="ไม่น้อยกว่า", is_forecast=True),
)
STORIES = (
    ("บ้านสวนที่เริ่มจากสมุดบัญชีเล่มเดียว", "ครอบครัวหนึ่งจดรายรับรายจ่ายทุกค่ำ แล้วพบว่าของที่ซื้อบ่อยที่สุดคือของที่ปลูกเองได้", "story", "เรื่องเล่า"),
    ("เทศบาลตำบลที่ให้คลองเป็นห้องเรียน", "เด็ก ๆ วัดน้ำทุกวันศุกร์ ผู้ใหญ่เลิกทิ้งขยะเพราะลูกถาม", "lao", "อปท."),
    ("กลุ่มทอผ้าสีครามที่ขายน้อยลงแต่เหลือมากขึ้น", "เมื่อเลิกย้อมเคมี ลูกค้าหายไปครึ่งหนึ่ง กำไรกลับเพิ่ม", "story", "เรื่องเล่า"),
    ("บัญชีครัวเรือน เริ่มอย่างไร", "คู่มือสั้นสำหรับเจ็ดวันแรก", "page", "ความรู้"),
    ("นาแปลงรวมกับฝนที่ไม่เคยตรงเวลา", "สิบสองครอบครัวแบ่งน้ำ แบ่งแรง และแบ่งความเสี่ยง", "story", "เรื่องเล่า"),
    ("อบต. ที่มีป่าชุมชนเป็นตู้กับข้าว", "เห็ด หน่อไม้ และกติกาที่ทุกคนช่วยกันเขียน", "lao", "อปท."),
)


def sample_context(request: HttpRequest) -> dict[str, Any]:
    """What the sample pages show."""
    photos = list(apps.get_model("media", "Photo")._default_manager.all()[:6])
    cards = [
        {"title": title, "text": text, "kind": kind, "kind_name": name, "href": "?", "meta": "จังหวัดตัวอย่าง",
         "photo": photos[number % len(photos)] if photos and number % 3 != 2 else None}
        for number, (title, text, kind, name) in enumerate(STORIES)
    ]  # fmt: skip
    words = ("เรื่องเล่า", "ข้อมูล อปท.", "ผลการวิจัย", "เกี่ยวกับเรา", "ติดต่อ")
    if get_language() == "en":
        words = ("Stories", "LAO profiles", "Research", "About", "Contact")
    return {
        "navigation": [(word, "?", number == 0) for number, word in enumerate(words)],
        "where": None,  # these words are not the site's, so the frame around them is drawn for itself
        "breadcrumbs": [(words[0], "?")],
        "cards": cards,
        "photo": photos[0] if photos else None,
        "metrics": METRICS,
        "tiles": tiles(),
        "filters": [{"name": "region", "label": words[1], "choices": [("n", "ภาคเหนือ", True), ("s", "ภาคใต้", False)]}],
        "form": SampleForm({"name": "", "email": "ไม่ใช่อีเมล", "text": "สวัสดี"}),
        "page_of_list": Paginator(range(200), 10).get_page(request.GET.get("page", 4)),
        "day": date(2026, 12, 5),
        "kinds": ("info", "good", "warn", "bad"),
    }


def show(request: HttpRequest, name: str = "parts") -> HttpResponse:
    """One sample page. Raises Http404 for a name that is none of PAGES."""
    if name not in PAGES:
        raise Http404
    if request.GET.get("message"):
        messages.success(request, request.GET["message"])
    return render(request, f"patterns/{name}.html", sample_context(request))
