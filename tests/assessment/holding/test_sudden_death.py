"""The server is killed while officers answer: what they were told is kept is there, and nothing is there by half."""

import json
import os
import random
import threading
import time
from contextlib import suppress
from http.client import HTTPException

import pytest

from tests.assessment.holding.office import Desk, Office, opened, save
from tests.operations.conftest import live_site as live_site
from tests.operations.processes import LiveSite
from tests.shop.holding.browser import Browser

pytestmark = [pytest.mark.every_database, pytest.mark.slow]

# `make torture` asks for 200.
DEATHS = int(os.environ.get("DEATHS", "3"))
OFFICERS = 4


def test_no_answer_is_lost_when_the_server_is_killed(live_site: LiveSite) -> None:
    seed = random.Random(2569)
    with opened(live_site, officers=OFFICERS) as office:
        told: dict[tuple[int, str], tuple[int, str]] = {}
        for death in range(DEATHS):
            browsers = [(desk, office.browser(desk)) for desk in office.officers]
            choice = str(death % 5)
            crowd = [threading.Thread(target=_answer, args=(office, *one, choice, told)) for one in browsers]
            for officer in crowd:
                officer.start()
            # Somewhere within the time that these answers take.
            time.sleep(seed.uniform(0.02, 0.3))
            office.kill()
            for officer in crowd:
                officer.join()
            _as_told(office, told)
            office.start()
            for desk, browser in browsers:
                # Whoever saw no answer sends it again; what had come through is taken for the same.
                for code in office.codes:
                    _keep(browser, desk, code, choice, told)
            _as_told(office, told)
        assert office.count("assessment_answer") == OFFICERS * len(office.codes)


def _keep(browser: Browser, desk: Desk, code: str, choice: str, told: dict[tuple[int, str], tuple[int, str]]) -> None:
    seen, _choice = told.get((desk.assessment, code), (0, ""))
    answer = save(browser, desk.assessment, code, choice, seen=seen)
    assert answer.status == 200, answer.body[:300]
    told[desk.assessment, code] = (json.loads(answer.body)["revision"], choice)


def _answer(
    office: Office, desk: Desk, browser: Browser, choice: str, told: dict[tuple[int, str], tuple[int, str]]
) -> None:
    # The line breaks before, within or after an answer.
    with suppress(OSError, HTTPException):
        for code in office.codes:
            _keep(browser, desk, code, choice, told)


def _as_told(office: Office, told: dict[tuple[int, str], tuple[int, str]]) -> None:
    """Whatever was answered with "kept" is there, or the next revision of it, whose answer was lost on its way."""
    stored = office.kept()
    for key, (revision, choice) in told.items():
        assert stored[key] == (revision, choice) or stored[key][0] == revision + 1
