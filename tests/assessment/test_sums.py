"""What results add up to: by level, dimension, province, region; and who moved up."""

import pytest
from django.test import Client

from cms.assessment.models import Standing
from cms.assessment.reading.rankings import ranking
from cms.assessment.reading.rounds import rounds
from cms.assessment.reading.tally import cells, dimension_means, region_means, total
from tests.assessment.made import organisation, published, small_set
from tests.pages_made import provinces

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def places() -> None:
    """Khon Kaen, Chiang Mai and Phuket have organisations."""
    provinces("40", "50", "83")
    small_set()


def page(path: str, prefix: str = "/en") -> str:
    """What a visitor reads there."""
    answer = Client().get(f"{prefix}/kalyanamitr/{path}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_cells_add_up_to_what_stands() -> None:
    for number, points in enumerate((4, 3, 2, 1)):
        published(organisation(f"ที่{number}", "40" if number else "50"), 2025, points)
    one = rounds()[0]
    whole = total(cells([one.pk])[one.pk])
    assert (whole.number, whole.by_rank, str(whole.mean)) == (4, {3: 1, 2: 1, 1: 1, 0: 1}, "62.50")
    assert whole.demo == 4


def test_means_leave_out_what_does_not_apply() -> None:
    published(organisation("ก"), 2025, 4, B1=None, B2=None)
    published(organisation("ข", "50"), 2025, 2)
    one = rounds()[0]
    means = dimension_means([one.pk])[one.pk]
    assert (str(means["A"].percent), means["A"].number) == ("75.00", 2)
    assert (str(means["B"].percent), means["B"].number) == ("50.00", 1)
    assert str(dimension_means([one.pk], province="50")[one.pk]["A"].percent) == "50.00"


def test_a_result_that_was_published_anew_counts_once() -> None:
    standing = published(organisation("ก"), 2025, 4)
    Standing.objects.filter(pk=standing.pk).delete()
    one = published(organisation("ข"), 2025, 2).round
    assert str(dimension_means([one.pk])[one.pk]["A"].percent) == "50.00"
    assert region_means(one.pk, "A1")[""].number == 1


def test_regions_stand_beside_the_country() -> None:
    published(organisation("ก", "40"), 2025, 4)
    published(organisation("ข", "50"), 2025, 2)
    published(organisation("ค", "50"), 2025, 2)
    means = region_means(rounds()[0].pk, "A1")
    assert {name: str(mean.percent) for name, mean in means.items()} == {
        "northeast": "100.00",
        "north": "50.00",
        "": "66.67",
    }
    assert "+33.33 points" in page("ranking/small/A1/")


def test_who_scored_the_same_shares_a_place_also_behind_the_first_page() -> None:
    for number in range(26):
        published(organisation(f"ที่{number}"), 2025, 3)
    published(organisation("ต่ำ"), 2025, 1)
    one = rounds()[0]
    indicator = one.indicator("a1")
    assert indicator is not None
    first, second = (ranking(one, indicator, number)["rows"] for number in ("1", "2"))
    assert {row.place for row in first} == {1}
    assert [row.place for row in second] == [1, 27]


def test_a_ranking_leaves_out_whom_the_indicator_does_not_fit() -> None:
    published(organisation("มี"), 2025, 3)
    published(organisation("ไม่มี"), 2025, 3, B1=None)
    html = page("ranking/small/B1/", prefix="")
    assert "อบต.มี<" in html
    assert "อบต.ไม่มี<" not in html


def test_an_indicator_or_a_province_that_is_not_there_is_not_found() -> None:
    published(organisation("ก"), 2025, 3)
    for path in ("ranking/small/Z9/", "ranking/none/A1/", "provinces/99/", "results.exe"):
        assert Client().get(f"/kalyanamitr/{path}").status_code == 404, path


def test_a_riser_says_from_what_to_what_and_in_which_dimension_most() -> None:
    rising = organisation("ขึ้น")
    published(rising, 2023, 2, B1=1, B2=1)
    published(rising, 2025, 4)
    html = page("risers/")
    assert "Near" in html
    assert "Lives" in html
    assert "B Dimension B (+75.00 points), A Dimension A (+50.00 points)" in html
    assert "1 organisation moved up, of 1 that were assessed in an earlier round" in html


def test_whoever_fell_or_is_new_is_no_riser() -> None:
    falling = organisation("ลง")
    published(falling, 2024, 4)
    published(falling, 2025, 2)
    published(organisation("ใหม่"), 2025, 4)
    assert "Nobody moved up in this round" in page("risers/")


def test_the_overview_tells_each_kind_by_its_newest_round() -> None:
    published(organisation("ก"), 2024, 1)
    published(organisation("ก"), 2025, 4)
    village = small_set("village-set", kind="village")
    published(organisation("บ้าน", kind="village"), 2024, 2, version=village)
    html = page("")
    assert html.count('class="lists-figures"') == 2
    assert "· 2025" in html
    assert "Village" in html


def test_a_tile_says_its_mean_in_words_and_leads_to_the_province() -> None:
    published(organisation("ก", "50"), 2025, 3)
    html = page("map/")
    assert 'title="Chiang Mai: 75.00 %"' in html
    assert "/en/kalyanamitr/provinces/50/?set=small&amp;year=2025" in html
    assert html.count('data-row="') == 77
    assert html.count("is-shade-2") == 2  # the tile, and the key


def test_a_province_stands_beside_the_country() -> None:
    published(organisation("ก", "50"), 2025, 4)
    published(organisation("ข", "40"), 2025, 2)
    html = page("provinces/50/")
    assert "+25.00 points" in html
    assert "TAO" in html
    assert html.count('role="rowheader"') == 1
