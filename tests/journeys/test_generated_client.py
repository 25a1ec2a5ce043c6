"""A programme in another language reads the whole site through the API, by a client generated from its document."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.journeys.house import House

CLIENT = Path(__file__).with_name("client")
INSTALL = "apt-get install nodejs npm"
PATIENCE = 240  # seconds


def run(*command: str) -> str:
    """What the command prints. Fails with what it says where it fails."""
    done = subprocess.run(command, cwd=CLIENT, capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout


@pytest.fixture(scope="module")
def reader() -> str:
    """The program, compiled against a client that is generated from the checked-in document."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        if os.environ.get("CI") == "true":
            pytest.fail(f"Node is missing: {INSTALL}")
        pytest.skip(f"Node is missing: {INSTALL}")
    installed, lock = CLIENT / "node_modules/.package-lock.json", CLIENT / "package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < lock.stat().st_mtime:
        run("npm", "ci")
    shutil.rmtree(CLIENT / "generated", ignore_errors=True)
    run("npm", "run", "--silent", "generate")
    run("npm", "run", "--silent", "compile")
    return "built/reader.js"


def test_a_programme_in_another_language_reads_the_whole_site(house: House, reader: str) -> None:
    told = json.loads(run("node", reader, house.url))
    for lang in ("th", "en"):
        counts = told[lang]["counts"]
        for name, kind in (("stories", "story"), ("courses", "course"), ("lessons", "lesson"), ("products", "product")):
            assert counts[name] == published(house, kind), (lang, name)
        assert counts["pages"] >= counts["stories"] > 0
        assert counts["laos"] == house.rows("SELECT count(*) FROM places_lao")[0][0] > 0
        assert told[lang]["bricks"]["text"] > 0
    assert (told["provinces"], told["refused"]) == (77, "province")
    assert told["found"] > 0


def published(house: House, kind: str) -> int:
    """How many things of this kind visitors find, whatever their language."""
    rows = house.rows("SELECT count(DISTINCT translation_key) FROM search_entry WHERE kind = ? AND is_visible", kind)
    return int(rows[0][0])
