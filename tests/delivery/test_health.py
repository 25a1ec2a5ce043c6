"""What a load balancer is told: enough to act on, nothing to learn from."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone

from cms.delivery import health
from cms.operations.models import Heartbeat

pytestmark = pytest.mark.django_db


def test_a_process_that_answers_lives_without_asking_the_database(
    client: Client, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]  # the fixture has no type of its own
        answer = client.get("/healthz")
    assert answer.json() == {"ok": True}
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_site_with_a_living_worker_is_ready(client: Client) -> None:
    Heartbeat.objects.create(worker="w")
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"ok": True, "database": True, "worker": True, "search": True}


@pytest.mark.parametrize("silent", [None, timedelta(minutes=5)])
def test_a_site_whose_worker_is_absent_or_silent_is_not_ready(client: Client, silent: timedelta | None) -> None:
    if silent is not None:
        Heartbeat.objects.create(worker="w", beat_at=timezone.now() - silent)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"ok": False, "database": True, "worker": False, "search": True}


def test_what_is_broken_is_named_without_its_error(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise DatabaseError("no route to db.internal:5432, user sepaction")

    monkeypatch.setitem(health.CHECKS, "database", broken)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["database"] is False
    assert "db.internal" not in answer.content.decode()


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_is_asked_for_and_not_posted_to(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405
