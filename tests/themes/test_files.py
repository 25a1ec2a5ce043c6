"""What visitors download stays small, and templates keep to the content security policy."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings

STATIC = Path(settings.STATICFILES_DIRS[0])
TEMPLATES = Path(settings.BASE_DIR) / "themes" / "sepaction" / "templates"
MOST = 20 * 1024  # bytes, compressed: what every page loads
MOST_OF_A_ROOM = 5 * 1024  # and what the pages of one room load besides
LONGEST = 150  # lines of a template
PAGES = sorted(file for file in TEMPLATES.rglob("*.html"))


def packed(*files: Path) -> int:
    return sum(len(gzip.compress(file.read_bytes(), 6)) for file in files)


def on_every_page(kind: str) -> set[Path]:
    """The files of this kind that the frame around every page names."""
    named = re.findall(rf'static "({kind}/[^"]+)"', (TEMPLATES / "base.html").read_text())
    return {STATIC / name for name in named}


@pytest.mark.parametrize("kind", ["css", "js"])
def test_what_every_page_loads_fits_into_twenty_kilobytes_of_each_kind(kind: str) -> None:
    assert 0 < packed(*on_every_page(kind)) <= MOST


@pytest.mark.parametrize("kind", ["css", "js"])
def test_what_one_room_loads_besides_is_small(kind: str) -> None:
    rooms = set(STATIC.glob(f"{kind}/*.{kind}")) - on_every_page(kind)
    assert rooms
    assert {file.name: packed(file) for file in rooms if packed(file) > MOST_OF_A_ROOM} == {}


@pytest.mark.parametrize("template", PAGES, ids=lambda file: str(file.relative_to(TEMPLATES)))
def test_a_template_has_no_inline_style_or_script(template: Path) -> None:
    # Of `{% for one in all %}` and `with one=it` no browser ever reads anything.
    source = re.sub(r"\{%.*?%\}", "", template.read_text(), flags=re.DOTALL)
    assert not re.search(r"\sstyle\s*=", source)
    assert not re.search(r"\son[a-z]+\s*=", source)
    assert not re.search(r"<style\b", source)
    scripts = re.findall(r"<script\b([^>]*)>", source)
    assert all("src=" in attributes or 'type="application/' in attributes for attributes in scripts)


@pytest.mark.parametrize("template", PAGES, ids=lambda file: str(file.relative_to(TEMPLATES)))
def test_a_template_stays_short(template: Path) -> None:
    assert len(template.read_text().splitlines()) <= LONGEST


def test_every_icon_that_a_template_asks_for_is_in_the_sprite() -> None:
    drawn = set(re.findall(r'<symbol id="([a-z]+)"', (STATIC / "icons" / "sprite.svg").read_text()))
    asked = {
        name
        for template in PAGES
        for name in re.findall(r'components/icon\.html" with name="([^"]+)"', template.read_text())
    }
    assert asked <= drawn


def test_every_component_says_what_it_takes() -> None:
    for template in (TEMPLATES / "components").glob("*.html"):
        assert template.read_text().startswith("{% comment %}"), template.name


def test_every_file_that_the_styles_name_exists() -> None:
    for sheet in (STATIC / "css").glob("*.css"):
        for address in re.findall(r'url\("([^"]+)"\)', sheet.read_text()):
            assert (sheet.parent / address).resolve().is_file(), f"{sheet.name}: {address}"
