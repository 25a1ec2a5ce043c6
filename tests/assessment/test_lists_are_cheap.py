"""However many organisations there are, a page about all of them asks the database a handful of times."""

import pytest
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Site

from cms.assessment.findable import standings_changed
from cms.pages.publishing import sep_page_models
from tests.assessment.made import organisation, published, small_set
from tests.pages.test_query_counts import MOST, MOST_FIRST, cost
from tests.pages_made import provinces

PAGES = (
    *("", "results/", "results/?level=3&sort=name&page=2", "results/?name=ที่", "map/", "provinces/40/"),
    *("ranking/", "ranking/small/A1/", "ranking/small/A1/?page=2", "risers/"),
)
SMALL, LARGE = 3, 30


# Not inside a transaction, where a process remembers nothing.
@pytest.mark.django_db(transaction=True)
def test_no_page_about_all_asks_more_often_than_its_bound(site: Site) -> None:
    provinces("40", "50")
    small_set()
    # Each process asks once which number the database gives a page type.
    ContentType.objects.get_for_models(*sep_page_models())
    costs: dict[int, dict[str, tuple[int, int]]] = {}
    made = 0
    for size in (SMALL, LARGE):
        for number in range(made, size):
            of = organisation(f"ที่{number:02}", "40" if number % 2 else "50")
            published(of, 2024, 2)
            published(of, 2025, 4)
            standings_changed([of.pk])
        made = size
        costs[size] = {
            page: (cost(f"/kalyanamitr/{page}", is_first=True), cost(f"/kalyanamitr/{page}", is_first=False))
            for page in PAGES
        }
    assert {page: pair for page, pair in costs[LARGE].items() if pair[0] > MOST_FIRST or pair[1] > MOST} == {}
    # A second page costs one query more where there is one.
    grown = {
        page: (costs[SMALL][page], pair) for page, pair in costs[LARGE].items() if pair[0] > costs[SMALL][page][0] + 1
    }
    assert grown == {}
