"""Extracts the translatable texts and fills in Thai ones.

    .venv/bin/python locale/fill.py                  # extract, print what has no Thai yet
    .venv/bin/python locale/fill.py < pairs.json     # {"English text": "Thai text", ...}; a plural takes ["Thai text"]
    .venv/bin/python locale/fill.py --compile        # write the .mo files

Several may run at once: a lock keeps them apart. Extraction needs gettext (Debian: apt-get install gettext).
"""

import fcntl
import json
import subprocess
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
CATALOGUE = ROOT / "locale" / "th" / "LC_MESSAGES" / "django.po"


def read() -> Catalog:
    """The catalogue. Its header says that Thai has one form for every number."""
    with CATALOGUE.open("rb") as source:
        catalogue = read_po(source, locale="th")
    catalogue.fuzzy = False
    catalogue.project, catalogue.version = "sepaction", "1"
    catalogue.header_comment = "# Thai texts of sepaction. Written by locale/fill.py."
    for message in catalogue:
        if message.id and message.pluralizable and not isinstance(message.string, str):
            message.string = tuple(message.string or ("",))[:1]
    return catalogue


def extract() -> None:
    """Bring the catalogue up to date with the code and templates."""
    command = [
        sys.executable,
        "manage.py",
        "makemessages",
        "-l",
        "th",
        "--no-location",
        "--no-obsolete",
        "-i",
        ".venv",
        "-i",
        "var",
    ]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - a command of ours


def compile_catalogue() -> None:
    """Write the .mo beside the .po."""
    catalogue = read()
    with CATALOGUE.with_suffix(".mo").open("wb") as target:
        write_mo(target, catalogue)


def fill(pairs: dict[str, str | list[str]]) -> list[str]:
    """Write the pairs into the catalogue; returns the texts that still have no Thai."""
    catalogue = read()
    missing = []
    for message in catalogue:
        if not message.id:
            continue
        key = message.id[0] if isinstance(message.id, (tuple, list)) else message.id
        if key in pairs:
            text = pairs[key]
            message.string = (text if isinstance(text, str) else text[0],) if message.pluralizable else text
            message.flags.discard("fuzzy")
        empty = not any(message.string) if isinstance(message.string, (tuple, list)) else not message.string
        if empty or message.fuzzy:
            missing.append(str(key))
    with CATALOGUE.open("wb") as target:
        write_po(target, catalogue, width=120, sort_output=True, ignore_obsolete=True)
    return missing


def main() -> None:
    """Run what the command line asks for."""
    with (ROOT / "locale" / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if "--compile" not in sys.argv:
            pairs = json.load(sys.stdin) if not sys.stdin.isatty() and "--list" not in sys.argv else {}
            extract()
            for text in fill(pairs):
                sys.stdout.write(f"missing: {text!r}\n")
        compile_catalogue()


if __name__ == "__main__":
    main()
