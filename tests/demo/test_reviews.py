"""What the demo's invented buyers say: no two alike, none that leads away, and all of it labelled."""

import pytest
from django.test import Client
from django.urls import reverse

from cms.accounts import demo as people
from cms.community.models import Case
from media.illustrations.album import Album
from shop.catalogue import demo as products
from shop.desk import demo as desk
from shop.enterprises import demo as enterprises
from shop.reviews import checking, demo, queries, rules
from shop.reviews.models import Review, SellersAnswer, State
from shop.reviews.surveys import Survey
from tests.demo.test_showroom_loads import ready

__all__ = ["ready"]


def test_sixty_reviews_of_two_things_each_no_two_alike() -> None:
    said = [line for buyer in demo.buyers() for line in buyer["lines"]]
    words = [line[3] for line in said]
    assert (len(said), len(set(words))) == (60, 60)
    assert {line[2] for line in said} == {1, 2, 3, 4, 5}
    assert not [one for one in words if rules.leads_away(one)]
    answers = [line[4] for line in said if line[4]]
    assert len(set(answers)) == len(answers) >= 20
    assert len({buyer["key"] for buyer in demo.buyers()}) == demo.count()


@pytest.mark.usefixtures("ready")
def test_they_come_in_once_are_labelled_and_add_up(client: Client) -> None:
    for step in (enterprises, products, desk, demo, demo):
        list(step.load(Album()))
    assert (Review.objects.count(), Survey.objects.exclude(answered_at=None).count()) == (60, 30)
    assert not Review.objects.filter(is_demo=False).exists()
    assert set(Review.objects.values_list("state", flat=True)) == {State.PUBLISHED}
    assert SellersAnswer.objects.count() >= 20
    assert [what for what, wrong, _name in checking.checks() if wrong.exists()] == []
    assert Case.objects.get().waiting == 1
    rice = enterprises.enterprise("rice")
    year = Survey.objects.all()[0].drawn_at.year
    assert queries.satisfaction_of([rice], year).is_enough
    assert not queries.satisfaction_of([enterprises.enterprise("silk")], year).is_enough
    slug = Review.objects.filter(product__enterprise=rice)[0].product.slug
    html = client.get(reverse("shop_reviews", args=[slug])).content.decode()
    assert "ข้อมูลสาธิต" in html
    assert people.DOMAIN not in html
    assert "ข้อมูลสาธิต" in client.get(reverse("shop_satisfaction")).content.decode()
