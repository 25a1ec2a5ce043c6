"""The demo is loaded once into a database, and again into another that DATABASE_URL names later."""

from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings
from wagtail.models import Site

from cms.operations.management.commands.demo import Command
from cms.operations.management.commands.run import Command as RunCommand
from search.models import Entry


@pytest.fixture
def loads(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The databases that the demo was loaded into, in turn."""
    settings.VAR = tmp_path
    seen: list[str] = []
    monkeypatch.setattr(RunCommand, "prepare", lambda self: None)
    monkeypatch.setattr(Command, "load", lambda self: seen.append(str(connection.settings_dict["NAME"])))
    return seen


def test_a_second_start_loads_nothing(site: Site, loads: list[str]) -> None:
    Command().prepare()
    Command().prepare()
    assert len(loads) == 1


def test_another_database_gets_the_content_too(site: Site, loads: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    Command().prepare()
    monkeypatch.setitem(connection.settings_dict, "NAME", "another")
    Command().prepare()
    assert len(loads) == 2
    assert loads[1] == "another"


def test_a_database_that_was_emptied_is_filled_again(site: Site, loads: list[str]) -> None:
    Command().prepare()
    Entry.objects.all().delete()
    Command().prepare()
    assert len(loads) == 2
