"""What the API says of each kind of thing."""

import pytest
from pytest_django import DjangoAssertNumQueries

from media.rendering import render
from media.services import add_photo
from search.services import raise_generation
from tests.api.asking import ask, titles
from tests.api.world import World
from tests.media import samples

pytestmark = pytest.mark.django_db

LISTS = {
    "/pages/": "เรื่องของป้า",
    "/stories/": "เรื่องของป้า",
    "/courses/": "เศรษฐกิจพอเพียงเบื้องต้น",
    "/lessons/": "บทที่หนึ่ง",
    "/research/": "น้ำผึ้งชันโรงเพิ่มรายได้",
    "/programmes/": "แผนงานแก้จน",
    "/products/": "เห็ดนางฟ้าสด",
    "/enterprises/": "กลุ่มเห็ดบ้านสวน",
    "/categories/": "อาหาร",
}


def test_every_list_has_its_things_and_says_where_all_of_each_is_read(world: World) -> None:
    for path, title in LISTS.items():
        listing = ask(path)
        assert title in titles(listing), path
        for item in listing["items"]:
            place = item["api_url"].partition("/api/v1")[2]
            assert ask(place)["title"] == item["title"]


def test_the_index_names_every_resource(world: World) -> None:
    told = ask("/")
    assert {f"/{name}/" for name in told["resources"]} >= {*LISTS, "/laos/", "/search/", "/drafts/"} - {"/places/"}
    assert told["document"].endswith("/api/v1/openapi.json")


def test_a_story_tells_its_facts_and_its_bricks(world: World) -> None:
    story = ask(f"/stories/{world.story.pk}")
    assert story["province"] == {"code": "40", "name_th": "ขอนแก่น", "name_en": "Khon Kaen"}
    assert story["lao"]["key"] == world.lao.key
    assert [goal["code"] for goal in story["goals"]] == ["1"]
    assert [ring["code"] for ring in story["rings"]] == ["moderation"]
    assert [brick["type"] for brick in story["body"]] == [
        *("text", "quote", "callout", "steps", "video", "metric", "metrics", "table", "columns", "link"),
    ]
    text, metric = story["body"][0], story["body"][5]
    assert text["text"] == "หัวข้อ ข้อความ หนา ต่อ"
    assert 'href="http://127.0.0.1:8000/stories/"' in text["html"]
    assert (metric["value"], metric["unit"], metric["period"]) == (1200.5, "บาท", "2567")
    assert metric["qualifier"] == {"code": "over", "label": "กว่า"}
    assert metric["nature"]["code"] == "forecast"
    assert metric["source"]["key"] == world.source.key
    assert story["body"][4]["player"] == "https://www.youtube-nocookie.com/embed/aaaaaaaaaaa"
    assert story["body"][7]["rows"] == [["2567"]]


def test_figures_that_contradict_each_other_stand_side_by_side(world: World) -> None:
    metrics = ask(f"/stories/{world.story.pk}")["body"][6]
    assert [figure["value"] for figure in metrics["metrics"]] == [1200.5, 1300]


def test_a_reference_tells_what_it_names_and_nothing_once_that_is_withdrawn(world: World) -> None:
    brick = ask(f"/pages/{world.page.pk}")["body"][-1]
    assert brick["thing"]["title"] == "เรื่องของป้า"
    assert brick["thing"]["api_url"].endswith(f"/stories/{world.story.pk}")
    world.story.unpublish()
    world.story_en.unpublish()
    assert ask(f"/pages/{world.page.pk}")["body"][-1]["thing"] is None


def test_a_result_gives_every_figure_with_its_circumstances(world: World) -> None:
    result = ask(f"/research/{world.result.pk}")
    (figure,) = result["figures"]
    assert (figure["where"], figure["value"], figure["unit"]) == ("outcomes", 4200, "บาท")
    assert figure["per"] == "ครัวเรือนต่อเดือน"
    assert figure["line"] == "12"
    assert figure["source"]["year"] == 2024
    assert result["programme"]["title"] == "แผนงานแก้จน"
    assert result["institutions"][0]["key"] == "kku"


def test_a_course_gives_its_outline_and_a_lesson_its_course(world: World) -> None:
    course = ask(f"/courses/{world.course.pk}")
    (section,) = course["sections"]
    assert [lesson["title"] for lesson in section["lessons"]] == ["บทที่หนึ่ง"]
    assert course["stories"][0]["id"] == str(world.story.pk)
    lesson = ask(section["lessons"][0]["api_url"].partition("/api/v1")[2])
    assert lesson["course"]["id"] == str(world.course.pk)


def test_an_lao_has_its_registry_row_and_its_profile(world: World) -> None:
    lao = ask(f"/laos/{world.lao.key}")
    assert lao["name"] == "อบต.หนองแวง"
    assert lao["profile"]["vision"] == "อยู่ดี"
    assert lao["profile"]["numbers"][0]["value"] == 4200
    assert [one["key"] for one in ask("/laos/?type=tao&name=หนองแวง")["items"]] == [world.lao.key]


def test_a_product_says_prices_in_satang_and_why_it_cannot_be_bought(world: World) -> None:
    variant = ask(f"/products/{world.product.pk}")["variants"][0]
    assert (variant["price"], variant["currency"]) == (12_000, "THB")
    assert variant["availability"] == {"can_be_bought": True, "pieces": 10, "reason": None, "reason_text": ""}
    world.product.variants.update(price=None)
    raise_generation()
    assert ask(f"/products/{world.product.pk}")["variants"][0]["availability"]["reason"] == "no_price"


def test_an_enterprise_keeps_its_telephone_and_mail_for_its_page(world: World) -> None:
    world.enterprise.contact_ways.create(kind="phone", value="0812345678", is_published=True)
    told = ask(f"/enterprises/{world.enterprise.pk}")
    assert told["enterprise_kind"]["code"] == "community_enterprise"
    assert "0812345678" not in str(told)
    assert "สมศรี" not in str(told)


def test_places_come_by_code(world: World) -> None:
    (province,) = ask("/places/provinces")["items"]
    assert province["region"]["code"] == "northeast"
    districts = ask("/places/districts?province=40")["items"]
    assert all(one["code"].startswith("40") for one in districts)
    assert ask(f"/places/subdistricts?district={districts[0]['code']}")["items"][0]["postcodes"]


def test_search_gives_the_best_first_with_the_piece_that_shows_why(world: World) -> None:
    found = ask("/search/?q=ป้า")
    assert found["items"][0]["title"] == "เรื่องของป้า"
    assert {"text": "ป้า", "is_hit": True} in found["items"][0]["title_parts"]
    assert {"code": "story", "label": "เรื่องเล่า", "count": 1} in found["kinds"]


def test_a_page_is_read_by_the_path_that_people_know(world: World) -> None:
    assert ask(f"/pages/by-path?path={world.story.url}")["id"] == str(world.story.pk)
    assert ask("/pages/by-path?path=/")["type"] == "home"
    assert ask("/pages/by-path?path=/not-there/", status=404)["errors"] == []
    assert ask(f"/pages/by-path?path=/en{world.page.url}")["id"] == str(world.page.pk)


def test_a_path_that_says_its_language_many_times_is_no_page_and_costs_no_more(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(12):
        ask(f"/pages/by-path?path={'/en' * 150}/", status=404)


def test_a_picture_comes_in_small_sizes_in_lists_and_in_all_with_its_thing(world: World) -> None:
    photo = add_photo(title="ทุ่งนา", description="ทุ่งนาตอนเช้า", image=samples.jpeg())
    world.story.cover = photo
    world.story.save_revision().publish()
    render(photo.pk)
    raise_generation()
    small, whole = ask("/stories/")["items"][0]["picture"], ask(f"/stories/{world.story.pk}")["picture"]
    assert small["alt"] == whole["alt"] == "ทุ่งนาตอนเช้า"
    assert {file["size"] for file in small["files"]} == {"thumb", "card"}
    assert {file["size"] for file in small["files"]} < {file["size"] for file in whole["files"]}
    assert all(file["url"].startswith("http") for file in whole["files"])
