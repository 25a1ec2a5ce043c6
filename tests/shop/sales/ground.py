"""What a browser sends of the form of a sale."""

from html.parser import HTMLParser
from typing import Any

from django.test import Client
from django.urls import reverse

from shop.enterprises.models import Enterprise


def at(one: Enterprise, name: str, *args: object) -> str:
    """The address of a page of sales at the desk."""
    return reverse(f"shop_desk_{name}", args=[one.slug, *args])


class _Fields(HTMLParser):
    """What is filled in and chosen when a page is served."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = False
        self.said: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in one tag."""
        there = dict(attrs)
        if tag == "form":
            self.inside = "data-selling" in there
        name = there.get("name")
        if not (self.inside and tag == "input" and name):
            return
        if there.get("type") not in {"radio", "checkbox"} or "checked" in there:
            self.said[name] = there.get("value") or ("on" if there.get("type") == "checkbox" else "")

    def handle_endtag(self, tag: str) -> None:
        """Beyond the form nothing is of it."""
        if tag == "form":
            self.inside = False


def served(client: Client, one: Enterprise) -> dict[str, str]:
    """What the form would send if the button were pressed at once."""
    parser = _Fields()
    parser.feed(client.get(at(one, "enter_sale")).content.decode())
    return parser.said


def enter(client: Client, one: Enterprise, **tapped: Any) -> Any:
    """Open the page, tap, press the button."""
    return client.post(at(one, "enter_sale"), {**served(client, one), **tapped})
