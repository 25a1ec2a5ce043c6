"""A sheet as a browser without scripts sends it: everything that the page shows, with what somebody changed."""

import re
from html import unescape
from typing import Any

from django.test import Client

_INPUT = re.compile(r'<input type="(hidden|radio)" name="([^"]+)" value="([^"]*)"( checked)?')
_TEXT = re.compile(r'<textarea id="[^"]*" name="([^"]+)"[^>]*>([^<]*)</textarea>')
_LINE = re.compile(r'<input id="[^"]*" name="([^"]+)"(?![^>]*type="file")[^>]*?value="([^"]*)"')


def shown(client: Client, url: str) -> dict[str, str]:
    """The fields of a sheet as it is shown now."""
    return fields_in(client.get(url).content.decode())


def fields_in(page: str) -> dict[str, str]:
    """The fields of a page with what stands in them."""
    sheet = page[page.index("data-sheet") :]
    fields = {name: unescape(value) for name, value in _TEXT.findall(sheet)}
    fields |= {name: unescape(value) for name, value in _LINE.findall(sheet)}
    for kind, name, value, checked in _INPUT.findall(sheet):
        if kind == "hidden" or checked:
            fields[name] = unescape(value)
    return {name: value for name, value in fields.items() if name != "csrfmiddlewaretoken"}


def send(client: Client, url: str, changes: dict[str, Any], held: dict[str, str] | None = None) -> Any:
    """Send the sheet with some changes; `held` is what a page loaded earlier shows."""
    return client.post(url, {**(shown(client, url) if held is None else held), **changes})
