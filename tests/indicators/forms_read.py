"""What a page's form would send if somebody pressed its button without typing."""

from html.parser import HTMLParser
from typing import Any


class _Fields(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self._select = self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        name = said.get("name", "")
        if tag == "input" and name and (said.get("type") != "checkbox" or "checked" in said):
            self.found[name] = said.get("value", "on" if said.get("type") == "checkbox" else "")
        elif tag == "textarea":
            self._text, self.found[name] = name, ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and ("selected" in said or self._select not in self.found):
            self.found[self._select] = said.get("value", "")

    def handle_data(self, data: str) -> None:
        if self._text:
            self.found[self._text] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._text = ""
        elif tag == "select":
            self._select = ""


def fields_of(answer: Any) -> dict[str, str]:
    """Names and values, as a browser would send them."""
    reader = _Fields()
    reader.feed(answer.content.decode())
    return {name: value for name, value in reader.found.items() if name not in {"csrfmiddlewaretoken", "q"}}
