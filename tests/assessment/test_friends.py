"""The good friend: likeness is what its formula says, and who is weak is led to who is like it and does well there."""

import re
from collections.abc import Mapping
from decimal import Decimal

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.assessment.friends import Candidate, Somebody, friends, likeness, wanted, weakest
from cms.home.models import HomePage
from cms.indicators.models import Topic
from cms.places.models import Organisation
from search.services import raise_generation
from tests.assessment.made import organisation, published, registered, small_set
from tests.pages_made import make_lao, make_story, provinces

CODES = ("A1", "A2", "B1", "B2")
shares = st.dictionaries(st.sampled_from(CODES), st.one_of(st.none(), st.decimals(0, 100, places=2)))
somebody = st.builds(Somebody, st.sampled_from(["tao", "city"]), st.sampled_from(["north", "south"]), shares)
MOST_FIRST, MOST_LATER = 15, 2
few = settings(max_examples=40, deadline=None)


def one(type: str = "tao", region: str = "north", **said: int | None) -> Somebody:
    return Somebody(type, region, {code: None if n is None else Decimal(n) for code, n in said.items()})


def test_likeness_is_thirty_for_the_type_twenty_for_the_region_and_fifty_for_nearness() -> None:
    me = one(A1=10, A2=50, B1=60)
    assert likeness(me, one(A1=100, A2=50, B1=60), without="A1") == 100
    assert likeness(me, one("city", A1=100, A2=50, B1=60), without="A1") == 70
    assert likeness(me, one("city", "south", A1=100, A2=50, B1=60), without="A1") == 50
    # Differences of 20 and 40: 50 · (1 − 0.3).
    assert likeness(me, one("city", "south", A1=100, A2=70, B1=100), without="A1") == 35
    assert likeness(me, one(A1=100, A2=None, B1=None), without="A1") == 50


@given(somebody, somebody, st.sampled_from(CODES))
@few
def test_likeness_is_mutual_and_within_its_bounds(me: Somebody, other: Somebody, code: str) -> None:
    assert 0 <= likeness(me, other, without=code) <= 100
    assert likeness(me, other, without=code) == likeness(other, me, without=code)


@given(somebody, st.lists(somebody, max_size=8), st.sampled_from(CODES))
@few
def test_friends_do_well_and_come_in_the_order_of_their_likeness(me: Somebody, them: list[Somebody], code: str) -> None:
    found = friends(me, [Candidate(n, f"demo-{n}", other) for n, other in enumerate(them)], code, 3)
    assert len(found) <= 3
    own = me.shares.get(code)
    assert not found or own is not None
    assert all(match.percent >= wanted(own or Decimal(0)) for match in found)
    assert [match.likeness for match in found] == sorted((match.likeness for match in found), reverse=True)


def test_the_weakest_are_those_that_keep_the_next_level_away_then_the_lowest() -> None:
    said: Mapping[str, Decimal | None] = {
        "A1": Decimal(10),
        "A2": Decimal(20),
        "B1": Decimal(70),
        "B2": Decimal(80),
        "C": None,
    }
    assert weakest(said) == ["A1", "A2", "B1"]
    assert weakest(said, {"B1", "B2"}) == ["B1", "A1", "A2"]
    assert weakest({"A1": Decimal(80)}) == []


@pytest.fixture
def me(db: None) -> Organisation:
    provinces("40", "50")
    small_set()
    return organisation("หนองดี")


def page(client: Client, of: Organisation, end: str = "friends/") -> str:
    answer = client.get(f"/en/kalyanamitr/organisations/{of.key}/{end}")
    assert answer.status_code == 200
    return answer.content.decode().split("<main", 1)[1].split("</main>", 1)[0]


@pytest.mark.every_database
def test_who_is_like_it_and_does_well_there_is_its_friend_with_both_numbers(client: Client, me: Organisation) -> None:
    published(me, points=3, A1=1)
    like, far = organisation("หนองใกล้"), organisation("เมืองไกล", province="50", lao_type="city")
    published(like, points=3, A1=4, strengths={"A1": "ตลาดนัดทุกเสาร์", "B1": "อย่างอื่น"})
    published(far, points=4)
    published(organisation("หนองเท่ากัน"), points=3, A1=2)
    shown = page(client, me)
    numbers = re.findall(r"there ([\d.]+ %)</span> <span[^>]*>likeness (\d+) of 100", shown)
    # The other three indicators: the same, and 25 points each: 50 · 0.75, rounded half up.
    assert numbers[:2] == [("100.00 %", "100"), ("100.00 %", "38")]
    assert "Example 4" not in shown
    assert "ตลาดนัดทุกเสาร์" in shown
    assert "อย่างอื่น" not in shown
    assert "likeness 100 of 100" in page(client, me, "")


def test_pages_that_speak_to_the_indicator_are_shown_those_that_nobody_may_see_are_not(
    client: Client, me: Organisation, site: object
) -> None:
    topic = Topic.objects.get(code="A1")
    make_story("ตลาดของเรา", topics=[topic])
    hidden = make_story("ร่างที่ถอนแล้ว", topics=[topic])
    hidden.unpublish()
    make_story("เรื่องอื่น", topics=[Topic.objects.get(code="A2")])
    published(me, points=4, A1=1)
    answer = client.get(f"/kalyanamitr/organisations/{me.key}/friends/").content.decode()
    assert "ตลาดของเรา" in answer
    assert "ร่างที่ถอนแล้ว" not in answer
    assert "เรื่องอื่น" not in answer
    assert HomePage.objects.exists()


def test_no_friend_says_why(client: Client, me: Organisation) -> None:
    published(me, points=3, A1=1)
    assert "No other organisation of this kind has a published result in this round yet." in page(client, me)
    published(organisation("หนองเท่ากัน"), points=3, A1=2)
    assert "1 other organisation stands in this round; it does not reach 80.00 % there" in page(client, me)


def test_who_does_well_everywhere_is_told_so(client: Client, me: Organisation) -> None:
    published(me, points=4)
    assert "It does well in every indicator that applies" in page(client, me)
    assert "It does well in every indicator that applies" in page(client, me, "")


def test_an_invented_organisation_is_no_friend_of_a_real_one(client: Client, me: Organisation) -> None:
    real = registered(make_lao("หนองแวง"))
    published(real, points=3, A1=1)
    published(me, points=4)
    assert me.full_name not in page(client, real)
    assert "No other organisation" in page(client, real)
    assert "likeness" not in page(client, me)


def test_friends_of_an_organisation_without_a_result_say_so(client: Client, me: Organisation) -> None:
    assert "No result is published yet" in page(client, me)


@pytest.mark.django_db(transaction=True)
def test_pages_of_an_organisation_ask_no_more_often_however_many_there_are(client: Client, site: object) -> None:
    provinces("40", "50")
    small_set()
    me = organisation("หนองดี")
    published(me, 2024, points=2)
    published(me, 2025, points=3, A1=1, A2=1, B1=0)
    topics = Topic.objects.filter(code__in=("A1", "A2", "B1"))
    counts: list[dict[str, int]] = []
    for size in (2, 6):
        for number in range(size):
            other = organisation(f"หนอง{size}{number}", lao_type="tao" if number % 2 else "city")
            published(other, 2025, points=4, strengths={"A1": "ตลาดนัด"})
            make_story(f"เรื่อง {size} {number}", topics=list(topics))
        counts.append(
            {end: _asked(client, f"/kalyanamitr/organisations/{me.key}/{end}") for end in ("", "friends/", "print/")}
        )
        keys = "&".join(f"o={key}" for key in Organisation.objects.values_list("key", flat=True)[:2])
        counts[-1]["compare"] = _asked(client, f"/kalyanamitr/compare/?{keys}&find=หนอง")
    assert counts[0] == counts[1]
    assert {name: count for name, count in counts[1].items() if count > MOST_FIRST} == {}
    # Once drawn, there is nothing to ask but the generation.
    client.get(f"/kalyanamitr/organisations/{me.key}/")
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"/kalyanamitr/organisations/{me.key}/").status_code == 200
    assert len(queries) <= MOST_LATER


def _asked(client: Client, address: str) -> int:
    """Of the first visit since something was published, in a process that has answered another page since."""
    client.get(address)
    raise_generation()
    client.get("/kalyanamitr/risers/")
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)
