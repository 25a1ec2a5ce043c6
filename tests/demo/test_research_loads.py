"""The demo's research becomes pages once, each where it belongs, with what its files say of it."""

import pytest
from django.test import Client
from wagtail.models import Page

from cms.blocks.demo.bricks import load_sources, read
from cms.home.founding import found_site
from cms.pages.demo import Desk
from cms.places.models import Lao
from cms.research import demo as research
from cms.research.demo import programmes, results
from cms.research.models import Funding, Institution, ResearchIndexPage, ResearchProgrammePage, ResearchResultPage
from media.illustrations.album import Album
from media.models import Photo
from media.services import add_photo
from tests.demo.test_content import ROOT
from tests.media.samples import encoded, picture
from tests.places import ground


@pytest.fixture
def desk(db: None) -> Desk:
    """The bare site, the places and LAOs that the results name, one picture for all."""
    found_site()
    load_sources()
    laos = [read(file) for file in sorted((ROOT / "cms/lao/demo").glob("*.th.toml"))]
    found = [read(results.FOLDER / f"{name}.th.toml") for name in results.names()]
    ground.ground(*{code for data in found for code in data["provinces"]} | {data["province"] for data in laos})
    for data in laos:
        names = ("key", "type", "name_th", "name_en")
        Lao.objects.create(province_id=data["province"], **{name: data[name] for name in names})
    photo: Photo = add_photo(title="ภาพ", description="ภาพวาด", image=encoded("JPEG", picture(1200, 900)))
    return Desk(Album({wish.name: photo for wish in research.wishes()}))


def counts() -> list[int]:
    """How much there is of what a second load might make again."""
    models = (ResearchProgrammePage, ResearchResultPage, Funding, Institution, Page)
    return [model.objects.count() for model in models]


def test_everything_comes_in_once_and_each_where_it_belongs(desk: Desk, client: Client) -> None:
    assert len(list(research.load(desk))) == research.count()
    written = counts()
    assert len(list(research.load(desk))) == research.count()

    assert counts() == written
    assert written[:2] == [
        len(programmes.entries("th")) + len(programmes.entries("en")),
        len(list(results.FOLDER.glob("*.toml"))),
    ]
    assert not ResearchProgrammePage.objects.filter(live=False).exists()
    assert not ResearchResultPage.objects.filter(live=False).exists()
    _assert_the_tree_is_the_files()
    for name in results.names():
        _assert_a_result_is_its_file(name)
    page = ResearchResultPage.objects.get(slug=read(results.FOLDER / "poverty-platform.th.toml")["slug"])
    shown = client.get(page.url).content.decode()
    assert "160,793" in shown
    assert "200,000" in shown, "figures that disagree stand side by side"


def _assert_the_tree_is_the_files() -> None:
    section = ResearchIndexPage.objects.get(locale__language_code="th")
    places: dict[str, str] = {}
    for entry in programmes.entries("th"):
        above = places[entry["parent"]] if entry.get("parent") else section.url_path
        places[entry["key"]] = f"{above}{entry['slug']}/"
        page = ResearchProgrammePage.objects.get(url_path=places[entry["key"]])
        assert (page.tier, page.code) == (entry.get("tier", ""), entry.get("code", ""))
        assert page.fundings.count() == len(entry.get("fundings", []))
        page.full_clean()
    for entry in programmes.entries("en"):
        original = ResearchProgrammePage.objects.get(url_path=places[entry["key"]])
        twin = ResearchProgrammePage.objects.get(translation_key=original.translation_key, locale__language_code="en")
        assert twin.title == entry["title"]
        assert twin.get_parent().translation_key == original.get_parent().translation_key


def _assert_a_result_is_its_file(name: str) -> None:
    data = read(results.FOLDER / f"{name}.th.toml")
    page = ResearchResultPage.objects.get(slug=data["slug"], locale__language_code="th")
    page.full_clean()
    assert page.cover is not None
    assert [row.institution.key for row in page.result_institutions.all()] == data["institutions"]
    assert [row.province_id for row in page.result_provinces.all()] == data["provinces"]
    assert [row.lao.key for row in page.result_laos.all()] == data.get("laos", [])
    assert len(page.outcomes) == len(data["outcomes"])
    assert len(page.figures) == len(data["figures"])
    assert (page.get_parent().specific_class is ResearchIndexPage) == ("programme" not in data)
    twin = ResearchResultPage.objects.filter(translation_key=page.translation_key, locale__language_code="en").first()
    assert (twin is not None) == (results.FOLDER / f"{name}.en.toml").exists()
    if twin is not None:
        twin.full_clean()
        assert twin.get_parent().translation_key == page.get_parent().translation_key
        assert twin.facts == page
