"""Prepares one bench site; prints its addresses and the queries each page costs, as one line of JSON."""

import json
import sys

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - Django has to be set up first
from django.db import connection  # noqa: E402 - Django has to be set up first
from django.test import Client  # noqa: E402 - Django has to be set up first
from django.test.utils import CaptureQueriesContext  # noqa: E402 - Django has to be set up first
from wagtail.models import Page  # noqa: E402 - Django has to be set up first

from cms.lao.models import LaoProfilePage  # noqa: E402 - Django has to be set up first
from cms.stories.models import StoryPage  # noqa: E402 - Django has to be set up first
from tests.bench import content  # noqa: E402 - Django has to be set up first


def paths() -> dict[str, str]:
    """One address for each page type that is measured."""
    story = StoryPage.objects.get(slug__startswith="น้ำผึ้งชันโรง")
    lao = LaoProfilePage.objects.filter(lao__key="nakhon-si-thammarat").get()
    return {
        "home": "/",
        "story": story.url,
        "stories": "/stories/",
        "directory": "/lao/",
        "lao": lao.url,
        "search": "/search/?q=ตำบล",
    }


def queries(path: str) -> int:
    """SQL queries of one answer, the page cache left out, everything else warm."""
    client = Client(HTTP_HOST="127.0.0.1", headers={"cookie": "sessionid=bench"})
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = client.get(path)
    if response.status_code != 200:
        sys.exit(f"{path} answered {response.status_code}.")
    return len(captured)


def main(size: int) -> None:
    """Grow the site, prove its index, tell what to measure."""
    call_command("migrate", verbosity=0)
    content.grow(size)
    call_command("search_check", stdout=sys.stderr)
    addresses = paths()
    facts = {
        "pages": Page.objects.count(),
        "paths": addresses,
        "sql": {name: queries(p) for name, p in addresses.items()},
    }
    sys.stdout.write("\n" + json.dumps(facts, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]))
