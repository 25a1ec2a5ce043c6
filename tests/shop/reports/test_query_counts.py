"""However many reports, months and pictures there are, a page asks the database a handful of times."""

import pytest
from django.urls import reverse
from wagtail.models import Site

from cms.lao.models import LaoIndexPage
from tests.cast import Cast
from tests.pages_made import make_lao_profile, section
from tests.shop.reports.ground import YEAR, an_lao, draft, makers, published, returned, sold
from tests.shop.reviews.test_query_counts import cost

MOST_FIRST, MOST = 15, 4


# Not inside a transaction, where a process remembers nothing.
@pytest.mark.django_db(transaction=True)
def test_reports_ask_as_little_however_much_stands_in_them(site: Site, cast: Cast) -> None:
    section(LaoIndexPage, "ทำเนียบ อปท.", "LAO directory", "lao")
    lao = an_lao()
    profile = make_lao_profile(lao)
    ours = makers(cast, 3, lao=lao)
    found = []
    for _time in range(2):
        for one in ours:
            sold(one, cast.seller, 100)
        published(cast, lao=lao)
        published(cast)
        pages = (reverse("shop_reports"), f"/shop/reports/{YEAR}/{lao.key}/", f"/shop/reports/{YEAR}/programme/")
        found.append({url: (cost(url, is_first=True), cost(url, is_first=False)) for url in pages})
    assert found[0] == found[1]
    assert {url: costs for url, costs in found[1].items() if costs[0] > MOST_FIRST or costs[1] > MOST} == {}
    text = cast.client("visitor").get(profile.url).content.decode()
    assert f"/shop/reports/{YEAR}/{lao.key}/" in text


@pytest.mark.django_db
def test_writing_a_report_asks_as_little_for_many_enterprises(
    site: Site, cast: Cast, django_assert_max_num_queries: object
) -> None:
    for one in makers(cast, 4):
        sold(one, cast.seller, 100)
        returned(one, cast.seller)
    page = reverse("shop_report_draft", args=[draft(cast).pk])
    client = cast.client("moderator")
    client.get(page)
    with django_assert_max_num_queries(40):  # type: ignore[operator]  # pytest-django's fixture has no public type
        assert client.get(page).status_code == 200
