"""What an LAO is called: in full as a law writes it, as people say it, shortest; and read back from all of these."""

import pytest
from django.utils import translation

from cms.places.models import District, Lao, LaoType, Province, Subdistrict
from cms.places.rules import NAMING, type_and_name, type_of_word

CALLED = [
    ("pao", "ขอนแก่น", "อบจ.ขอนแก่น", "องค์การบริหารส่วนจังหวัดขอนแก่น", "อบจ.ขอนแก่น", "Khon Kaen PAO"),
    ("city", "ขอนแก่น", "เทศบาลนครขอนแก่น", "เทศบาลนครขอนแก่น", "ทน.ขอนแก่น", "Khon Kaen City Municipality"),
    ("town", "ขอนแก่น", "เทศบาลเมืองขอนแก่น", "เทศบาลเมืองขอนแก่น", "ทม.ขอนแก่น", "Khon Kaen Town Municipality"),
    (
        "subdistrict_municipality",
        "ขอนแก่น",
        "เทศบาลตำบลขอนแก่น",
        "เทศบาลตำบลขอนแก่น",
        "ทต.ขอนแก่น",
        "Khon Kaen Subdistrict Municipality",
    ),
    ("tao", "ขอนแก่น", "อบต.ขอนแก่น", "องค์การบริหารส่วนตำบลขอนแก่น", "อบต.ขอนแก่น", "Khon Kaen TAO"),
    ("bma", "กรุงเทพมหานคร", "กรุงเทพมหานคร", "กรุงเทพมหานคร", "กทม.", "Bangkok Metropolitan Administration"),
    ("pattaya", "เมืองพัทยา", "เมืองพัทยา", "เมืองพัทยา", "เมืองพัทยา", "Pattaya City"),
]


@pytest.mark.parametrize(("kind", "name", "full", "formal", "short", "english"), CALLED)
def test_each_type_has_its_forms(kind: str, name: str, full: str, formal: str, short: str, english: str) -> None:
    lao = Lao(type=kind, name_th=name, name_en="Khon Kaen")
    with translation.override("th"):
        assert (lao.full_name, lao.formal_name, lao.short_name, str(lao)) == (full, formal, short, full)
    with translation.override("en"):
        assert lao.full_name == english


def test_without_an_english_name_english_readers_get_the_thai_one() -> None:
    with translation.override("en"):
        assert Lao(type="tao", name_th="หนองบัว").full_name == "อบต.หนองบัว"


def test_every_type_has_its_naming() -> None:
    assert set(NAMING) == set(LaoType.values)


@pytest.mark.parametrize("kind", LaoType.values)
def test_type_and_name_are_read_back_from_every_form(kind: str) -> None:
    for form in vars(NAMING[kind]).values():
        if (
            kind in ("city", "town", "subdistrict_municipality")
            and form.startswith("{} ")
            and "Municipality" not in form
        ):
            continue  # "Khon Kaen City" alone may be a city that is no LAO
        found, name = type_and_name(form.format("หนองบัว"))
        assert found == kind
        assert name == ("หนองบัว" if "{}" in form else form)


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("  อบต.  หนองบัว ", "tao", "หนองบัว"),
        ("เทศบาลเมืองเมืองพล", "town", "เมืองพล"),
        ("หนองบัว", None, "หนองบัว"),
        ("เมืองพัทยา", "pattaya", "เมืองพัทยา"),
        ("กทม.", "bma", "กทม."),
        ("อบต.", None, "อบต."),
    ],
)
def test_a_written_name_is_parted_from_its_type(text: str, kind: str | None, name: str) -> None:
    assert type_and_name(text) == (kind, name)


@pytest.mark.parametrize(
    ("word", "kind"),
    [("อบต.", "tao"), ("อบต", "tao"), ("TAO", "tao"), ("เทศบาลตำบล", "subdistrict_municipality"), ("ทน.", "city"), ("กทม.", "bma"),
     ("subdistrict_municipality", "subdistrict_municipality"), ("หมู่บ้าน", None), ("", None)],
)  # fmt: skip
def test_a_word_for_a_type_is_understood(word: str, kind: str | None) -> None:
    assert type_of_word(word) == kind


@pytest.mark.parametrize(
    ("place", "thai", "english"),
    [
        (Province(code="40", name_th="ขอนแก่น", name_en="Khon Kaen"), "จังหวัดขอนแก่น", "Khon Kaen Province"),
        (Province(code="10", name_th="กรุงเทพมหานคร", name_en="Bangkok"), "กรุงเทพมหานคร", "Bangkok"),
        (District(code="4002", name_th="บ้านฝาง", name_en="Ban Fang"), "อำเภอบ้านฝาง", "Ban Fang District"),
        (District(code="1001", name_th="เขตพระนคร", name_en="Phra Nakhon"), "เขตพระนคร", "Phra Nakhon District"),
        (Subdistrict(code="400101", name_th="ในเมือง", name_en="Nai Mueang"), "ตำบลในเมือง", "Nai Mueang Subdistrict"),
        (Subdistrict(code="102901", name_th="บางซื่อ", name_en="Bang Sue"), "แขวงบางซื่อ", "Bang Sue Subdistrict"),
    ],
    ids=lambda value: getattr(value, "code", None),
)
def test_a_place_says_its_kind_in_both_languages(
    place: Province | District | Subdistrict, thai: str, english: str
) -> None:
    with translation.override("th"):
        assert place.full_name == thai
    with translation.override("en"):
        assert place.full_name == english
