"""What of Kalyanamitr search finds, and that it follows publishing, reopening and the profiles of LAOs."""

from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from wagtail.models import Site

from cms.assessment import services
from cms.assessment.findable import standings_changed
from cms.assessment.models import Standing
from cms.lao.models import LaoIndexPage, LaoProfilePage
from search.models import Entry
from search.services import browse, find
from tests.assessment.made import organisation, published, registered, small_set
from tests.assessment.worked import Ground
from tests.pages_made import make_lao, make_lao_profile, provinces, section

pytestmark = pytest.mark.django_db


@pytest.fixture
def small(site: Site) -> None:
    """Khon Kaen with a directory, and the small set."""
    provinces("40")
    section(LaoIndexPage, "ทำเนียบ", "Directory", "lao")
    small_set()


def stand(of: Any, points: int = 4, year: int = 2025, **more: Any) -> Standing:
    """A published result, found."""
    standing = published(of, year, points, **more)
    standings_changed([of.pk])
    return standing


def keys(kind: str, **facets: str) -> list[str]:
    """What a list of this kind shows."""
    return [hit.key for hit in browse(kind, facets).hits]


def index_is_true() -> None:
    """The index says what the sources say."""
    call_command("search_check", verbosity=0)


def test_an_invented_organisation_is_found_by_name_and_strength_and_says_that_it_is_invented(small: None) -> None:
    stand(organisation("หนองพอเพียง"), strengths={"A1": "ธนาคารเมล็ดพันธุ์ของหมู่บ้าน"})
    (hit,) = find("หนองพอเพียง", kinds="organisation").hits
    assert hit.url == "/kalyanamitr/organisations/demo-1/"
    assert "ข้อมูลสาธิต" in hit.summary
    assert hit.facets["mark"] == ("demo",)
    assert find("ธนาคารเมล็ดพันธุ์", kinds="organisation").hits
    index_is_true()


def test_the_newest_result_is_told(small: None) -> None:
    of = organisation("หนองดี")
    stand(of, 4, 2024)
    stand(of, 2, 2025)
    (hit,) = find("หนองดี", kinds="organisation").hits
    assert "50.00 %" in hit.summary
    assert keys("organisation", sep_level="small:near") == [of.key]
    assert keys("organisation", sep_level="small:lives") == []


def test_where_an_lao_has_a_profile_it_alone_is_found_with_its_level(small: None) -> None:
    lao = make_lao("หนองแวง")
    profile = make_lao_profile(lao)
    stand(registered(lao))
    assert keys("organisation") == []
    assert keys("lao", sep_level="small:lives") == [str(profile.pk)]
    index_is_true()


def test_a_profile_takes_the_place_of_the_organisation_and_gives_it_back(small: None) -> None:
    lao = make_lao("หนองแวง")
    of = registered(lao)
    stand(of)
    assert keys("organisation") == [of.key]
    profile = make_lao_profile(lao)
    assert keys("organisation") == []
    index_is_true()
    profile.unpublish()
    assert keys("organisation") == [of.key]
    index_is_true()
    LaoProfilePage.objects.get(pk=profile.pk).save_revision().publish()
    assert keys("organisation") == []
    LaoProfilePage.objects.get(pk=profile.pk).delete()
    assert keys("organisation") == [of.key]
    index_is_true()


def test_what_is_withdrawn_leaves_the_index_and_takes_the_overview_along(small: None) -> None:
    standing = stand(organisation("หนองดี"))
    assert set(keys("kalyanamitr")) == {"overview", "40"}
    standing.delete()
    standings_changed([standing.organisation_id])
    assert keys("organisation") == keys("kalyanamitr") == []
    index_is_true()


def test_publishing_and_reopening_tell_search_in_their_transaction(site: Site, ground: Ground) -> None:
    assessment = ground.verified(4)
    services.publish(assessment=assessment, user=ground.moderator)
    key = assessment.organisation.key
    assert Entry.objects.filter(kind="organisation", key=key).exists()
    index_is_true()
    services.reopen(assessment=ground.again(), user=ground.moderator, reason="ตรวจใหม่")
    assert not Entry.objects.filter(kind="organisation", key=key).exists()
    index_is_true()


def test_the_results_page_offers_levels_where_lao_are_looked_for(small: None) -> None:
    stand(organisation("หนองดี"))
    html = Client().get("/en/search/", {"q": "หนองดี", "kind": "organisation"}).content.decode()
    assert "Kalyanamitr level" in html
    assert "Lives (Sample set, not official)" in html
    assert "Demo data" in html
    assert "Kalyanamitr level" not in Client().get("/en/search/", {"q": "หนองดี"}).content.decode()


def test_everything_found_stands_in_the_sitemap(small: None) -> None:
    stand(organisation("หนองดี"))
    sitemap = Client().get("/sitemap-things.xml").content.decode()
    for path in ("/kalyanamitr/", "/kalyanamitr/provinces/40/", "/kalyanamitr/organisations/demo-1/"):
        assert f"{path}</loc>" in sitemap
