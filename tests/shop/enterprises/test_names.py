"""One types a name, and what it means is found; what could mean several things is asked back."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from cms.home.models import HomePage
from shop.enterprises.names import NameField
from tests.cast import Cast
from tests.pages_made import make_story
from tests.shop.desk.ground import at
from tests.shop.enterprises.test_opening import FILLED
from tests.shop.ground import enterprise

OFFERED = {"1": "อบต.หนองแวง, ขอนแก่น", "2": "อบต.หนองแวง, ชัยภูมิ", "3": "Nong Waeng"}


def field(**kwargs: bool) -> NameField:
    made = NameField(required=False, **kwargs)
    made.offer(OFFERED, lambda words: {"9": "ป้าทองใบปลูกผัก"} if "ทองใบ" in words else {})
    return made


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("", ""),
        ("  อบต.หนองแวง,  ขอนแก่น ", "1"),
        ("nong waeng", "3"),
        ("3", "3"),
        ("ป้าทองใบปลูกผัก", "9"),
    ],
    ids=["nothing", "name", "other-case", "key", "looked-up"],
)
def test_a_name_means_its_key(typed: str, key: str) -> None:
    assert field().clean(typed) == key


@pytest.mark.parametrize(
    ("typed", "code", "named"),
    [
        ("หนองแวง", "several", "ชัยภูมิ"),
        ("ทองใบ", "several", "ป้าทองใบปลูกผัก"),
        ("ไม่มี", "unknown", ""),
        ("<b>", "unknown", ""),
    ],
    ids=["part", "found", "unknown", "html"],
)
def test_what_is_no_whole_name_is_asked_back_with_what_it_could_mean(typed: str, code: str, named: str) -> None:
    with pytest.raises(ValidationError) as caught:
        field().clean(typed)
    assert caught.value.code == code
    assert named in caught.value.messages[0]


def test_one_name_of_two_things_is_told_apart() -> None:
    twice = NameField()
    twice.offer({"1": "เรื่อง", "2": "เรื่อง"})
    assert twice.clean("เรื่อง [2]") == "2"
    with pytest.raises(ValidationError):
        twice.clean("เรื่อง")


def test_the_line_offers_names_without_scripts_and_shows_no_keys() -> None:
    lines: Any = field().widget
    html = lines.render("lao", "อบต.หนองแวง, ขอนแก่น", {"id": "id_lao"})
    assert 'list="id_lao-offers"' in html
    assert '<datalist id="id_lao-offers"><option value="อบต.หนองแวง, ขอนแก่น">' in html
    assert field().prepare_value("3") == "Nong Waeng"


@pytest.mark.django_db
@pytest.mark.usefixtures("site")
def test_a_seller_names_any_published_story_and_reads_it_again(cast: Cast) -> None:
    one, story = enterprise(cast), make_story("ป้าทองใบปลูกผัก")
    assert HomePage.objects.exists()
    client, address = cast.client("seller"), at(one, "enterprise")
    rows = {f"{name}-{what}_FORMS": "0" for name in ("people", "ways") for what in ("TOTAL", "INITIAL")}
    said = {**FILLED, **rows, "kind": one.kind, "province": one.province_id}
    part = client.post(address, {**said, "story_key": "ทองใบ"})
    assert part.status_code == 422
    assert 'value="ทองใบ"' in part.content.decode()
    assert "ป้าทองใบปลูกผัก" in " ".join(part.context["form"].errors["story_key"])
    assert client.post(address, {**said, "story_key": "ป้าทองใบปลูกผัก"}).status_code == 302
    one.refresh_from_db()
    assert one.story_key == str(story.pk)
    assert 'value="ป้าทองใบปลูกผัก"' in client.get(address).content.decode()
