"""A site that really runs, with officers who assess at once: two web processes on a database that outlives them."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tests.operations.processes import LiveSite
from tests.operations.served import SETTINGS, Served, new_address
from tests.shop.holding.browser import Answer, Browser

FURNISH = "from tests.assessment.holding.furnishing import furnish; furnish({officers}, {code!r})"


@dataclass(frozen=True)
class Desk:
    """Somebody signed in, and the assessment before them."""

    session: str
    assessment: int


@dataclass
class Office(Served):
    """A running site. `officers` have an assessment each, the researcher and two moderators come to all of them.

    `codes` are the sub-indicators that are answered by choosing points.
    """

    officers: list[Desk]
    researcher: Desk
    moderators: list[Desk]
    codes: list[str]

    def browser(self, desk: Desk) -> Browser:
        """A device of theirs, with the page of the assessment open."""
        browser = Browser(self.url)
        browser.cookies["sessionid"] = desk.session
        page = f"/kalyanamitr/assess/{desk.assessment}/"
        assert (browser.get(page).status, browser.path) == (200, page)
        return browser

    def all_agrees(self) -> None:
        """`manage.py assessment_check` finds nothing."""
        self.site.manage("assessment_check")

    def count(self, what: str) -> int:
        """How many rows a condition finds: `assessment_answer WHERE …`."""
        return int(self.site.rows(f"SELECT count(*) FROM {what}")[0][0])  # noqa: S608 - a test's own words

    def kept(self) -> dict[tuple[int, str], tuple[int, str]]:
        """Revision and points of every answer that the database has, by assessment and code."""
        rows = self.site.rows(
            "SELECT assessment_id, code, revision, points FROM assessment_answer a "
            "JOIN indicators_subindicator s ON s.id = a.sub_indicator_id"
        )
        return {(assessment, code): (revision, str(points)) for assessment, code, revision, points in rows}


@contextmanager
def opened(site: LiveSite, *, officers: int, code: str = "") -> Iterator[Office]:
    """So many officers with an assessment each, by the shipped set of this code or a small one; served until the end."""
    site.environment |= {"DJANGO_SETTINGS_MODULE": SETTINGS}
    found: dict[str, Any] = json.loads(site.python(FURNISH.format(officers=officers, code=code)).splitlines()[-1])
    desks = {name: [Desk(*desk) for desk in found[name]] for name in ("officers", "researchers", "moderators")}
    office = Office(
        site, new_address(), desks["officers"], desks["researchers"][0], desks["moderators"], found["codes"]
    )
    with office.serving():
        yield office


def save(browser: Browser, assessment: int, code: str, choice: str, *, seen: int = 0, phase: str = "self") -> Answer:
    """Give an answer as the page's own module does."""
    said = {"phase": phase, "choice": choice, "seen": str(seen), "csrfmiddlewaretoken": token(browser)}
    return browser.post(f"/kalyanamitr/assess/{assessment}/-/answer/{code}/", said)


def hand_on(browser: Browser, assessment: int, act: str) -> Answer:
    """Press `submit` or `verify`."""
    return browser.post(f"/kalyanamitr/assess/{assessment}/-/{act}/", {"csrfmiddlewaretoken": token(browser)})


def token(browser: Browser) -> str:
    """What proves that a form came from the site."""
    return browser.cookies["csrftoken"]
