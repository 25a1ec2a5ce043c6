"""Whoever reads is คุณ everywhere: on screens, in letters, in the texts of pages. ท่าน stays for people who are spoken of."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# Not the end of เท่านั้น or the beginning of ท่าน้ำ.
THAN = re.compile(r"(?<!เ)ท่าน(?![่-๋])")
# The programme's chair, thanked and described.
SPOKEN_OF = ("ใต้ท่านลงมา", "ขอบคุณท่านประธาน", "เครื่องมือของท่านต่อไป")
TEXTS = ("cms/**/*.toml", "shop/**/*.toml", "cms/**/*.py", "shop/**/*.py", "themes/**/*.html", "themes/**/*.txt")


def texts() -> list[Path]:
    """Every file that a reader's words come from."""
    return [ROOT / "locale/th/LC_MESSAGES/django.po", *(path for glob in TEXTS for path in ROOT.glob(glob))]


def addressed_otherwise(text: str) -> list[str]:
    """The places of a text that say ท่าน to its reader, each with the words around it."""
    for known in SPOKEN_OF:
        text = text.replace(known, "")
    return [text[max(0, found.start() - 20) : found.end() + 20] for found in THAN.finditer(text)]


def test_nobody_is_addressed_in_two_ways() -> None:
    found = {str(path.relative_to(ROOT)): addressed_otherwise(path.read_text(encoding="utf-8")) for path in texts()}
    assert {path: places for path, places in found.items() if places} == {}


def test_the_search_knows_an_address_from_the_words_around_it() -> None:
    assert addressed_otherwise("เรื่องของท่านเผยแพร่แล้ว") == ["เรื่องของท่านเผยแพร่แล้ว"]
    assert addressed_otherwise("เท่านั้น เท่านี้ ท่าน้ำ ขอบคุณท่านประธานแผนงาน") == []
