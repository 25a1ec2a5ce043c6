"""Up to four organisations side by side: the same round, differences from the first, and a kind answer to nonsense."""

import pytest
from django.test import Client

from cms.places.models import Organisation
from tests.assessment.made import organisation, published, registered, small_set
from tests.pages_made import make_lao, provinces


@pytest.fixture
def three(db: None) -> None:
    """Three that stand in 2025, of which the first two stand in 2026 too."""
    provinces("40", "50")
    small_set()
    for name, points in (("หนองหนึ่ง", 2), ("หนองสอง", 3), ("หนองสาม", 4)):
        published(organisation(name), 2025, points=points)
    for key, points in (("demo-1", 3), ("demo-2", 4)):
        published(_of(key), 2026, points=points)


def _of(key: str) -> Organisation:
    return Organisation.objects.get(key=key)


def page(client: Client, query: str) -> str:
    answer = client.get(f"/en/kalyanamitr/compare/{query}")
    assert answer.status_code == 200
    return answer.content.decode().split("<main", 1)[1].split("</main>", 1)[0]


def test_two_are_compared_in_the_newest_round_in_which_both_stand(client: Client, three: None) -> None:
    shown = page(client, "?o=demo-1&o=demo-2")
    assert "Round of 2026" in shown
    assert "75.00 %" in shown
    assert "+25.00 points" in shown
    shown = page(client, "?o=demo-1&o=demo-3")
    assert "Round of 2025" in shown
    assert "+50.00 points" in shown


def test_who_does_not_stand_in_the_round_is_said_to_be_missing(client: Client, three: None) -> None:
    shown = page(client, "?o=demo-1&o=demo-3&year=2026")
    assert "has no published result in this round" in shown


def test_series_are_told_apart_by_letter_and_each_can_be_taken_away(client: Client, three: None) -> None:
    shown = page(client, "?o=demo-1&o=demo-2&o=demo-3")
    for letter in "ABC":
        assert f"<strong>{letter}</strong>" in shown
    assert 'href="?o=demo-1&amp;o=demo-3&amp;set=small&amp;year=2025"' in shown


def test_a_name_is_looked_up_and_leads_to_the_page_with_it(client: Client, three: None) -> None:
    published(registered(make_lao("หนองแวง")), 2025)
    for words in ("หนองแวง", "อบต.หนองแวง", "nong waeng"):
        shown = page(client, f"?o=demo-1&set=small&year=2025&find={words}")
        assert "o=demo-1&amp;o=nong-waeng" in shown, words
    assert "o=demo-1&amp;o=demo-2" in page(client, "?o=demo-1&set=small&year=2025&find=หนองสอง")
    assert "No organisation with a result in this round is called “ไม่มี”." in page(client, "?o=demo-1&find=ไม่มี")


def test_four_are_the_most(client: Client, three: None) -> None:
    for number in (4, 5):
        published(organisation(f"หนอง{number}"), 2025)
    shown = page(client, "?o=demo-1&o=demo-2&o=demo-3&o=demo-4&o=demo-5")
    assert "Four can be compared at once; these are the first four." in shown
    assert 'type="search"' not in shown
    assert "demo-5" not in shown


@pytest.mark.parametrize(
    "query",
    [
        "?o=nobody",
        "?o=%00&o=%27",
        "?o=demo-1&o=<b>",
        "?o=" + "x" * 500,
        "?set=nothing&year=x&find=%00",
        "?o=",
        "?o=demo-1&o=demo-1",
    ],
    ids=["unknown", "nul", "markup", "long", "round", "empty", "twice"],
)
def test_nonsense_is_told_and_left_out(client: Client, three: None, query: str) -> None:
    shown = page(client, query)
    assert "<b>" not in shown
    assert ("We know no published result of" in shown) == (
        query.startswith(("?o=nobody", "?o=%00", "?o=demo-1&o=<", "?o=xxx"))
    )


def test_without_any_result_there_is_nothing_to_compare_and_it_says_so(client: Client, db: None) -> None:
    assert "There is nothing to compare yet" in page(client, "")
