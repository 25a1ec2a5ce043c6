"""The document is checked in, true, and changes only when somebody says so."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.core.result import Ok
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance

from cms.api.document import document, text
from cms.api.service import VERSION
from cms.wsgi import application
from tests.api.world import World

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

pytestmark = pytest.mark.django_db

SIGNALS = (request_started, request_finished)

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "docs/api/openapi.json"


def test_no_change_of_the_document_goes_unannounced() -> None:
    assert KEPT.read_text(encoding="utf-8") == text(), (
        "The API has changed. Say how in docs/api/changes.md, then: manage.py api_document > docs/api/openapi.json"
    )
    assert f"## {VERSION}" in (ROOT / "docs/api/changes.md").read_text(encoding="utf-8")


def test_the_command_prints_what_is_served(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("api_document")
    assert json.loads(capsys.readouterr().out) == document() == Client().get("/api/v1/openapi.json").json()


def test_every_operation_says_what_it_takes_and_gives() -> None:
    told = document()
    assert told["openapi"] == "3.1.0"
    for path, methods in told["paths"].items():
        (operation,) = methods.values()
        assert operation["summary"], path
        assert operation["description"], path
        assert {"lang", "fields"} <= {parameter["name"] for parameter in operation["parameters"]}
        assert {"200", "304", "404", "422", "429", "500"} <= set(operation["responses"])


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_page_for_people_shows_every_operation_and_shape_without_anything_from_elsewhere(
    world: World, prefix: str
) -> None:
    page = Client().get(f"{prefix}/api/").content.decode()
    for path in document()["paths"]:
        assert path in page
    for shape in document()["components"]["schemas"]:
        assert f'"shape-{shape}"' in page
    assert "cdn" not in page


EXCLUDED = [
    # A code of the right form may mean nothing, which is refused by name.
    positive_data_acceptance,
    # What is meant for servers that demand a token everywhere.
    ignored_auth,
]
# There is no server between that would unpack.
PLAIN = {"Accept-Encoding": "identity"}
QUICK = settings(
    max_examples=25, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
)


def served(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
    """The site as Django's own test client asks it: no request closes the connection that the test's transaction is in."""
    for signal in SIGNALS:
        signal.disconnect(close_old_connections)
    return application(environ, start_response)


@pytest.fixture(scope="module")
def schema(made: World) -> Iterator[BaseSchema]:
    """The document as the site serves it, and the site to ask, without a server between."""
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", served)
    for signal in SIGNALS:
        signal.connect(close_old_connections)


def _operations(schema: BaseSchema) -> Iterator[Any]:
    for found in schema.get_all_operations():
        assert isinstance(found, Ok), found
        yield found.ok()


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["sense", "nonsense"])
def test_whatever_is_asked_the_answer_is_one_that_the_document_knows(
    world: World, schema: BaseSchema, mode: GenerationMode
) -> None:
    for operation in _operations(schema):

        @QUICK
        @given(case=operation.as_strategy(generation_mode=mode))
        def asks(case: Any) -> None:
            case.call_and_validate(excluded_checks=EXCLUDED, headers=PLAIN)

        asks()


@pytest.mark.parametrize("lang", ["th", "en"])
def test_what_is_there_has_the_shape_that_the_document_says(world: World, schema: BaseSchema, lang: str) -> None:
    asked = 0
    for operation in _operations(schema):
        for given_path, query in _known(world, operation.path):
            case = operation.Case(path_parameters=given_path, query={"lang": lang, **query})
            answer = case.call(headers=PLAIN)
            assert answer.status_code == 200, (operation.path, given_path, query)
            operation.validate_response(answer)
            asked += 1
    assert asked >= len(document()["paths"]) - 2


def _known(world: World, path: str) -> Iterator[tuple[dict[str, str], dict[str, str]]]:
    """What to fill into an operation's address so that it finds something."""
    place, _slash, name = path.removeprefix("/api/v1").partition("/{")
    if name in {"id}", "key}"}:
        for known in world.addresses.values():
            here, _slash, key = known.rpartition("/")
            if here == place:
                yield {name.rstrip("}"): key}, {}
    elif place not in {"/drafts/", "/preview"}:
        needed = {"/search/": {"q": "ป้า"}, "/pages/by-path": {"path": "/"}}
        needed |= {"/places/districts": {"province": "40"}, "/places/subdistricts": {"district": "4001"}}
        yield {}, needed.get(place, {})
