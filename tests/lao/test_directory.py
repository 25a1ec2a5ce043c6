"""The directory: found by region, province, type and name, with and without the map."""

import pytest
from django.test import Client

from cms.lao.models import LaoIndexPage
from cms.lao.queries import PAGE_LENGTH
from cms.places.models import Lao, Province
from tests.lao.reading import links, words
from tests.pages_made import make_lao, make_lao_profile, translate

pytestmark = pytest.mark.usefixtures("directory")


@pytest.fixture
def laos() -> list[Lao]:
    """A tambon and a city in Khon Kaen, a subdistrict municipality in Chiang Mai."""
    return [
        make_lao("หนองแวง", "tao", "40", name_en="Nong Waeng", district="4001"),
        make_lao("ขอนแก่น", "city", "40", name_en="Khon Kaen", district="4001"),
        make_lao("เชียงดาว", "subdistrict_municipality", "50", name_en="Chiang Dao", district="5004"),
    ]


def names(client: Client, query: str) -> set[str]:
    """Which of the three LAOs the directory lists."""
    response = client.get(f"/lao/{query}")
    assert response.status_code == 200
    return {entry.lao.name_th for entry in response.context["entries"]}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"หนองแวง", "ขอนแก่น", "เชียงดาว"}),
        ("?region=northeast", {"หนองแวง", "ขอนแก่น"}),
        ("?province=50", {"เชียงดาว"}),
        ("?type=tao", {"หนองแวง"}),
        ("?province=40&type=city", {"ขอนแก่น"}),
        ("?name=ดาว", {"เชียงดาว"}),
        ("?name=chiang", {"เชียงดาว"}),
        ("?name=อบต. หนองแวง", {"หนองแวง"}),
        ("?name=เทศบาลตำบลเชียงดาว", {"เชียงดาว"}),
        ("?region=south", set()),
        ("?region=north&province=40", {"หนองแวง", "ขอนแก่น"}),
    ],
)
def test_every_filter_leaves_what_fits(client: Client, laos: list[Lao], query: str, expected: set[str]) -> None:
    assert names(client, query) == expected


@pytest.mark.parametrize(
    "query",
    [
        "?region=moon&province=99&type=castle",
        "?province=40'--&page=-3",
        "?page=%F0%9F%98%80&name=%00",
        "?page=99999999999999999999&name=" + "ก" * 400,
        "?name=%28%29&name=x&region=",
        "?page=" + "9" * 200,
        "?name=%25_%5C",
    ],
)
def test_nonsense_is_left_out_and_never_an_error(client: Client, laos: list[Lao], query: str) -> None:
    assert client.get(f"/lao/{query}").status_code == 200


def test_the_map_has_every_province_once_as_a_link(client: Client, laos: list[Lao]) -> None:
    html = client.get("/lao/").content.decode()
    tiles = links(html, part="map")
    assert len(tiles) == 77
    assert {tile["href"] for tile in tiles} == {
        f"?province={code}" for code in Province.objects.values_list("code", flat=True)
    }
    assert all("tabindex" not in tile for tile in tiles)


@pytest.mark.parametrize("address", ["/lao/", "/en/lao/"])
def test_no_two_provinces_share_a_tile_or_its_letters(client: Client, address: str) -> None:
    tiles = client.get(address).context["tiles"]
    assert len({(tile.row, tile.column) for tile in tiles}) == len({tile.short for tile in tiles}) == 77
    assert [(tile.row, tile.column) for tile in tiles] == sorted((tile.row, tile.column) for tile in tiles)


def test_a_tile_counts_what_the_other_filters_leave(client: Client, laos: list[Lao]) -> None:
    def counts(query: str) -> dict[str, int]:
        return {tile.code: tile.count for tile in client.get(f"/lao/{query}").context["tiles"] if tile.count}

    assert counts("") == {"40": 2, "50": 1}
    assert counts("?province=40") == {"40": 2, "50": 1}
    assert counts("?type=tao") == {"40": 1}
    assert counts("?name=ขอน") == {"40": 1}


def test_the_current_tile_says_so_and_lifts_the_province_when_pressed_again(client: Client, laos: list[Lao]) -> None:
    html = client.get("/lao/?province=40&type=tao").content.decode()
    current = [tile for tile in links(html, part="map") if tile.get("aria-current")]
    assert [tile["href"] for tile in current] == ["?type=tao"]


def test_chosen_filters_are_shown_each_with_the_way_to_lift_it(client: Client, laos: list[Lao]) -> None:
    response = client.get("/lao/?region=northeast&type=tao&name=หนอง")
    assert [one.label for one in response.context["chosen"]][2] == "“หนอง”"
    lifted = [one.href for one in response.context["chosen"]]
    assert len(lifted) == 3
    assert "region" not in lifted[0]
    assert "type" not in lifted[1]
    assert "name" not in lifted[2]
    assert {link["href"] for link in links(response.content.decode(), part="results")} >= {"?"}


def test_the_form_keeps_what_was_chosen_and_needs_no_script(client: Client, laos: list[Lao]) -> None:
    html = client.get("/lao/?province=40&type=tao&name=หนอง").content.decode()
    assert '<form method="get"' in html
    assert '<option value="40" selected>' in html
    assert '<option value="tao" selected>' in html
    assert 'value="หนอง"' in html


def test_further_pages_keep_the_filters(client: Client) -> None:
    for number in range(PAGE_LENGTH + 1):
        make_lao(f"ทดสอบ{number:02}", "tao", "40", name_en="", district="4001")
    first = client.get("/lao/?province=40")
    assert len(first.context["entries"]) == PAGE_LENGTH
    following = [link["href"] for link in links(first.content.decode()) if link.get("rel") == "next"]
    assert following == ["?province=40&page=2"]
    assert len(client.get(f"/lao/{following[0]}").context["entries"]) == 1


def test_an_lao_without_a_profile_says_so_and_one_with_it_is_a_link(client: Client, laos: list[Lao]) -> None:
    profile = make_lao_profile(laos[0], summary="ตำบลหนึ่ง")
    entries = {entry.lao.name_th: entry for entry in client.get("/lao/").context["entries"]}
    assert entries["หนองแวง"].url == profile.url
    assert entries["ขอนแก่น"].url == ""
    profile.unpublish()
    assert {entry.url for entry in client.get("/lao/").context["entries"]} == {""}


def test_in_english_a_profile_is_linked_translated_or_in_thai_with_its_language(
    client: Client, laos: list[Lao]
) -> None:
    profile = make_lao_profile(laos[0], summary="ตำบลหนึ่ง")
    [entry] = [one for one in client.get("/en/lao/").context["entries"] if one.url]
    assert (entry.url, entry.lang) == (f"/en{profile.url}", "th")
    assert client.get(entry.url).status_code == 200
    translated = translate(profile, title="Nong Waeng TAO", slug="nong-waeng", summary="One tambon")
    [entry] = [one for one in client.get("/en/lao/").context["entries"] if one.url]
    assert (entry.url, entry.lang, entry.summary) == (translated.url, "", "One tambon")


def test_where_nothing_fits_the_way_back_is_offered(client: Client, laos: list[Lao]) -> None:
    html = client.get("/lao/?region=south").content.decode()
    assert 'class="empty"' in html
    assert "?" in {link["href"] for link in links(html, part="results")}


def test_the_provinces_stand_in_the_form_as_in_a_dictionary(client: Client) -> None:
    group = client.get("/lao/").context["provinces"][0]
    thai = [choice.label for choice in group.choices]
    assert thai.index("เชียงใหม่") < thai.index("น่าน") < thai.index("แพร่") < thai.index("ลำปาง")


def test_the_directory_speaks_english_too(client: Client, laos: list[Lao], directory: LaoIndexPage) -> None:
    text = words(client.get("/en/lao/?province=40").content.decode())
    assert "Khon Kaen City Municipality" in text
    assert "หนองแวง" not in text
