"""Migrations, relations and translations are complete."""

import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.apps import apps
from django.core.management import call_command
from django.db import models

ROOT = Path(__file__).resolve().parents[2]
OURS = ("cms.", "shop.", "search", "media", "themes")


def own_models() -> list[type[models.Model]]:
    """Models of our rooms."""
    return [model for model in apps.get_models() if model.__module__.startswith(OURS)]


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    out = io.StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=out)
    assert "No changes detected" in out.getvalue()


def test_content_and_shop_have_no_foreign_key_between_them() -> None:
    bottom = ("cms.accounts", "cms.lifecycle", "cms.places", "cms.community")
    crossing = []
    for model in own_models():
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if not isinstance(target, type) or not field.concrete:
                continue
            here, there = model.__module__, target.__module__
            if here.startswith("shop.") and there.startswith("cms.") and not there.startswith(bottom):
                crossing.append(f"{here} -> {there}")
            if here.startswith("cms.") and there.startswith("shop."):
                crossing.append(f"{here} -> {there}")
    assert crossing == []


def test_every_constraint_says_where_it_stands_and_what_it_holds() -> None:
    named = [
        (model._meta.app_label, constraint.name) for model in own_models() for constraint in model._meta.constraints
    ]
    # The shop's labels are `shop_orders` and so on: its tables share their first word, as those of one room do.
    assert [name for label, name in named if not name.startswith(label.split("_")[0] + "_")] == []
    names = [name for _label, name in named]
    assert [name for name in names if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)+", name)] == []
    assert len(names) == len(set(names))


def test_every_text_has_its_thai() -> None:
    with (ROOT / "locale/th/LC_MESSAGES/django.po").open("rb") as file:
        catalogue = read_po(file, locale="th")
    without = [
        message.id
        for message in catalogue
        if message.id
        and (message.fuzzy or not any([message.string] if isinstance(message.string, str) else message.string or ()))
    ]
    assert without == []


def test_thai_texts_keep_the_places_that_are_filled_in() -> None:
    place = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")
    with (ROOT / "locale/th/LC_MESSAGES/django.po").open("rb") as file:
        catalogue = read_po(file, locale="th")
    broken = []
    for message in catalogue:
        if not message.id or not message.string:
            continue
        english = message.id if isinstance(message.id, str) else message.id[-1]
        thai = message.string if isinstance(message.string, str) else message.string[0]
        if set(place.findall(english)) != set(place.findall(thai)):
            broken.append(english)
    assert broken == []


@pytest.mark.skipif(shutil.which("xgettext") is None, reason="gettext is missing: apt-get install gettext")
def test_the_catalogue_knows_every_text(tmp_path: Path) -> None:
    command = ["git", "ls-files", "-co", "--exclude-standard", "*.py", "*.html", "*.txt"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    for name in [*names, "locale/th/LC_MESSAGES/django.po"]:
        if (ROOT / name).is_file() and not name.startswith("tests/"):
            target = tmp_path / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((ROOT / name).read_bytes())
    (tmp_path / "locale/th/LC_MESSAGES").mkdir(parents=True, exist_ok=True)
    settings = "from django.conf import settings; settings.configure(USE_I18N=True); import django; django.setup();"
    run = "from django.core.management import call_command; call_command('makemessages', locale=['th'], no_location=True, no_obsolete=True)"
    subprocess.run(
        [sys.executable, "-c", settings + run], cwd=tmp_path, check=True, capture_output=True, env=_environment()
    )
    with (tmp_path / "locale/th/LC_MESSAGES/django.po").open("rb") as file:
        fresh = {message.id for message in read_po(file, locale="th") if message.id and not message.string}
    assert fresh == set()


def _environment() -> dict[str, str]:
    return {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "DJANGO_SETTINGS_MODULE": ""}
