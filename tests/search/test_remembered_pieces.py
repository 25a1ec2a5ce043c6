"""{% remembered %}: drawn once for everybody, and never for one what was drawn for another."""

from typing import Any

import pytest
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template import engines
from django.test import RequestFactory
from django.utils.translation import override

from search import memory
from search.services import raise_generation


@pytest.fixture(autouse=True)
def published(db: None, remembering: None) -> None:
    """Something, so that there is a generation."""
    raise_generation()


class Drawn:
    """A word that counts how often it was drawn."""

    def __init__(self) -> None:
        self.times = 0

    def __str__(self) -> str:
        self.times += 1
        return f"<{self.times}>"


def visitor() -> HttpRequest:
    """Somebody who asks."""
    memory._begin()
    request = RequestFactory().get("/")
    request.session = SessionStore()
    return request


def draw(inside: str, *, values: str = "", request: HttpRequest | None = None, **context: Any) -> str:
    """A template with one piece, drawn for a visitor."""
    source = f'{{% load remembered page_links %}}{{% remembered "piece" {values} %}}{inside}{{% endremembered %}}'
    return str(engines["django"].from_string(source).render(context, request or visitor()))


def test_a_piece_is_drawn_once_for_two_visitors() -> None:
    word = Drawn()
    assert draw("{{ word }}", word=word) == draw("{{ word }}", word=word) == "&lt;1&gt;"


def test_values_and_languages_are_kept_apart() -> None:
    word = Drawn()
    for value in ("a", "b"):
        for language in ("th", "en"):
            with override(language):
                draw("{{ word }}", values="value", word=word, value=value)
    assert word.times == 4


@pytest.mark.parametrize("context", [{}, {"value": None}])
def test_a_piece_with_a_value_that_is_missing_is_drawn_each_time(context: dict[str, Any]) -> None:
    word = Drawn()
    for _visitor in range(2):
        draw("{{ word }}", values="value", word=word, **context)
    assert word.times == 2


def test_a_preview_neither_looks_nor_leaves_anything() -> None:
    for _visitor in range(2):
        preview = visitor()
        preview.is_preview = True  # type: ignore[attr-defined]  # Wagtail sets it
        assert draw("{{ word }}", request=preview, word="draft") == "draft"
        assert draw("{{ word }}", word="published") == "published"


def test_a_piece_that_looked_at_the_session_is_kept_for_nobody() -> None:
    for name in ("Malee", "Somchai"):
        request = visitor()
        request.session["name"] = name
        request.session.accessed = False
        assert draw("{{ request.session.name }}", request=request) == name
        assert request.session.accessed


def test_a_piece_with_a_form_is_kept_for_nobody() -> None:
    first, second = (draw("{% csrf_field %}") for _visitor in range(2))
    assert first != second


@pytest.mark.parametrize("asked_before", [True, False])
def test_a_form_after_another_one_is_kept_for_nobody(*, asked_before: bool) -> None:
    drawn = []
    for _visitor in range(2):
        request = visitor()
        if asked_before:
            get_token(request)
        drawn.append(draw("{% csrf_field %}", request=request))
        assert "CSRF_COOKIE_NEEDS_UPDATE" in request.META
    assert drawn[0] != drawn[1]
