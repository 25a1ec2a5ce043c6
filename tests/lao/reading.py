"""What a page says, read the way a visitor's browser would."""

import re
from html.parser import HTMLParser


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[dict[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found.append({name: value or "" for name, value in attrs})


def links(html: str, part: str = "") -> list[dict[str, str]]:
    """Attributes of every link, or of those inside the element with `data-part`."""
    if part:
        html = re.split(rf'data-part="{part}"', html, maxsplit=1)[1].split("data-part=", 1)[0]
    parser = _Links()
    parser.feed(html)
    return parser.found


def words(html: str) -> str:
    """The text without markup, spaces drawn together."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())
