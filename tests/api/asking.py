"""A program that asks the API."""

from typing import Any

from django.test import Client

ROOT = "/api/v1"


def ask(path: str, *, status: int = 200, client: Client | None = None, **headers: str) -> Any:
    """What is answered at this path below the API's root, read from its JSON."""
    answer = response(path, client=client, **headers)
    assert answer.status_code == status, answer.content.decode()[:2000]
    kind = "application/json" if status == 200 else "application/problem+json"
    assert answer["Content-Type"].startswith(kind)
    return answer.json()


def response(path: str, *, client: Client | None = None, method: str = "get", **headers: str) -> Any:
    """The answer itself, as Django's test client gives it."""
    asker = client or Client(raise_request_exception=False)
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return getattr(asker, method)(f"{ROOT}{path}", headers=given)


def titles(listing: Any) -> list[str]:
    """The titles in a list."""
    return [item["title"] for item in listing["items"]]
