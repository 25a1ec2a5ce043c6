"""The demo's research becomes pages once, each where it belongs, with what its files say of it.

Some results with the programmes above them stand for all; loading everything is what the journeys' site does.
"""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page

from cms.blocks.demo.bricks import load_sources, read
from cms.home.founding import found_site
from cms.pages.demo import Desk
from cms.pages.models import SepPage
from cms.places.models import Lao
from cms.research import demo as research
from cms.research.demo import programmes, results
from cms.research.demo.streams import lines, stream
from cms.research.models import Funding, Institution, ResearchIndexPage, ResearchProgrammePage, ResearchResultPage
from media.illustrations.album import Album
from media.models import Photo
from media.services import add_photo
from tests.demo.test_content import ROOT
from tests.media.samples import encoded, picture
from tests.places import ground

SOME = ("chiang-dao-shared-income", "mushroom-yala", "poverty-platform", "telemedicine-lampang")


@pytest.fixture
def desk(db: None) -> Desk:
    """The bare site, the documents, one picture for all."""
    found_site()
    load_sources()
    photo: Photo = add_photo(title="ภาพ", description="ภาพวาด", image=encoded("JPEG", picture(1200, 900)))
    return Desk(Album({wish.name: photo for wish in research.wishes()}))


@pytest.fixture
def places(db: None) -> None:
    """The provinces and LAOs that these results name."""
    found = [read(results.FOLDER / f"{name}.th.toml") for name in SOME]
    ground.ground(*{code for data in found for code in data["provinces"]})
    for data in map(read, sorted((ROOT / "cms/lao/demo").glob("*.th.toml"))):
        if any(data["key"] in one.get("laos", []) for one in found):
            names = ("key", "type", "name_th", "name_en")
            Lao.objects.create(province_id=data["province"], **{name: data[name] for name in names})


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only these results, the programmes above them and the six projects."""
    needed = {read(results.FOLDER / f"{name}.th.toml").get("programme") for name in SOME} | {"sep-project-1"}
    written = {language: programmes.entries(language) for language in ("th", "en")}
    for entry in reversed(written["th"]):
        if entry["key"] in needed:
            needed.add(entry.get("parent"))
    kept = {language: [one for one in found if one["key"] in needed] for language, found in written.items()}
    monkeypatch.setattr(programmes, "entries", kept.__getitem__)
    monkeypatch.setattr(results, "names", lambda: list(SOME))


def counts() -> list[int]:
    """How much there is of what a second load might make again."""
    models = (ResearchProgrammePage, ResearchResultPage, Funding, Institution, Page)
    return [model.objects.count() for model in models]


def test_each_comes_in_once_and_where_it_belongs(desk: Desk, places: None, few: None, client: Client) -> None:
    assert len(list(research.load(desk))) == research.count()
    written = counts()
    assert len(list(research.load(desk))) == research.count()

    assert counts() == written
    assert written[:2] == [
        len(programmes.entries("th")) + len(programmes.entries("en")),
        sum(len(list(results.FOLDER.glob(f"{name}.*.toml"))) for name in SOME),
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


def test_every_file_can_be_published(desk: Desk) -> None:
    made: list[SepPage] = []
    for file in results.FOLDER.glob("*.toml"):
        data = read(file)
        told = {name: lines(data, name) for name in results.LINES}
        shown = {name: stream(desk, data, name) for name in results.STREAMS}
        made.append(ResearchResultPage(**_words(data, "goal"), **told, **shown))
    for entry in (*programmes.entries("th"), *programmes.entries("en")):
        shown = {name: stream(desk, entry, name) for name in ("figures", "body")}
        made.append(ResearchProgrammePage(**_words(entry, "goals", "lead", "funder"), **shown))
    section = ResearchIndexPage.objects.get(locale__language_code="th")
    for page in made:
        page.locale, page.draft_title = section.locale, page.title
        SepPage.check_bricks(page)
        page.clean_fields(exclude=("path", "depth", "content_type"))


def _words(data: dict[str, Any], *names: str) -> dict[str, str]:
    return {name: data.get(name, "") for name in ("title", "slug", "summary", *names)}


def _assert_the_tree_is_the_files() -> None:
    section = ResearchIndexPage.objects.get(locale__language_code="th")
    places: dict[str, str] = {}
    for entry in programmes.entries("th"):
        above = places[entry["parent"]] if entry.get("parent") else section.url_path
        places[entry["key"]] = f"{above}{entry['slug']}/"
        page = ResearchProgrammePage.objects.get(url_path=places[entry["key"]])
        assert (page.tier, page.code) == (entry.get("tier", ""), entry.get("code", ""))
        assert page.fundings.count() == len(entry.get("fundings", []))
    for entry in programmes.entries("en"):
        original = ResearchProgrammePage.objects.get(url_path=places[entry["key"]])
        twin = ResearchProgrammePage.objects.get(translation_key=original.translation_key, locale__language_code="en")
        assert twin.title == entry["title"]
        assert twin.get_parent().translation_key == original.get_parent().translation_key


def _assert_a_result_is_its_file(name: str) -> None:
    data = read(results.FOLDER / f"{name}.th.toml")
    page = ResearchResultPage.objects.get(slug=data["slug"], locale__language_code="th")
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
        assert twin.get_parent().translation_key == page.get_parent().translation_key
        assert twin.facts == page
