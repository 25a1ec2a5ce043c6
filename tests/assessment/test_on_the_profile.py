"""An LAO's profile says where the LAO stands, and leads to the whole result."""

import pytest
from django.template import Context, Template
from django.test import Client
from wagtail.models import Site

from cms.assessment.publishing import withdraw
from cms.lao.models import LaoIndexPage
from tests.assessment.made import published, registered, small_set
from tests.pages_made import make_lao, make_lao_profile, provinces, section


@pytest.fixture
def directory(site: Site) -> LaoIndexPage:
    provinces("40")
    return section(LaoIndexPage, "ทำเนียบ อปท.", "LAO directory", "lao")


def test_a_profile_shows_the_newest_level_and_leads_to_the_result(client: Client, directory: LaoIndexPage) -> None:
    small_set()
    lao = make_lao()
    page = make_lao_profile(lao)
    assert "kalyanamitr/organisations" not in client.get(page.url).content.decode()
    published(registered(lao), 2024, points=2)
    newest = published(registered(lao), 2025, points=4)
    shown = client.get(page.url).content.decode()
    assert "เข้าถึง" in shown
    assert "ยกระดับ" in shown
    assert f"/kalyanamitr/organisations/{newest.organisation.key}/" in shown
    assert "ชุดตัวอย่าง" in shown
    # And the result leads back.
    assert page.url in client.get(f"/kalyanamitr/organisations/{newest.organisation.key}/").content.decode()


def test_what_was_taken_back_is_not_on_the_profile(client: Client, directory: LaoIndexPage) -> None:
    small_set()
    lao = make_lao()
    page = make_lao_profile(lao)
    withdraw(published(registered(lao), 2025, points=4).assessment)
    assert "เข้าถึง" not in client.get(page.url).content.decode()


def test_a_profile_without_an_lao_has_nothing_to_say() -> None:
    drawn = Template("{% load kalyanamitr %}{% kalyanamitr lao %}").render(Context({"lao": None}))
    assert drawn.strip() == ""
