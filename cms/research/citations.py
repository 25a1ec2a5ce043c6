"""How a result is cited: APA 7, BibTeX, RIS. Pure.

APA: Publication Manual of the American Psychological Association, 7th edition, 2020, §8.17 and chapters 9 and 10 (reports).
Thai names stand given name first and the year is of the Buddhist Era, as Thai universities apply APA. BibTeX and RIS are
for machines: their years are of the Common Era.
"""

import re
from dataclasses import dataclass
from urllib.parse import unquote

BUDDHIST_ERA = 543  # years between CE and พ.ศ.
MOST_NAMED = 20  # authors that APA 7 names before it shortens the list (§9.8)
NO_DATE = {"th": "ม.ป.ป.", "en": "n.d."}
KIND = {"th": "ผลการวิจัย", "en": "Research result"}

_THAI = re.compile(r"[\u0e00-\u0e7f]")
_BIBTEX = {
    "\\": r"\textbackslash{}",
    # Not \{ and \}: BibTeX counts braces whatever stands before them, and the entry would end in the middle.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody of the team; `family` may be empty."""

    given: str
    family: str = ""

    @property
    def is_thai(self) -> bool:
        """Whether it is written in Thai letters: such names are not turned round."""
        return bool(_THAI.search(self.given + self.family))

    @property
    def whole(self) -> str:
        """Given name first."""
        return f"{self.given} {self.family}".strip()


@dataclass(frozen=True, slots=True)
class Work:
    """What is cited. `year` is of the Common Era, `language` th or en, `url` the full address, `key` of ASCII letters.

    Where nobody is named, the institutions are the authors (APA 7 §9.11).
    """

    key: str
    title: str
    language: str
    url: str
    site: str
    year: int | None = None
    authors: tuple[Name, ...] = ()
    institutions: tuple[str, ...] = ()
    programme: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Apa:
    """An APA reference in three parts, since the title is set in italics."""

    before: str
    title: str
    after: str

    def __str__(self) -> str:
        return f"{self.before}{self.title}{self.after}"


def apa(work: Work) -> Apa:
    """The entry of a list of references."""
    authors = [_apa_name(name) for name in work.authors] or list(work.institutions)
    year = work.year + BUDDHIST_ERA if work.year and work.language == "th" else work.year
    dated = f"({year or NO_DATE[work.language]}). "
    code = f", {work.code}" if work.code else ""
    # Read by people: Thai letters as letters. A page's address holds nothing that would end it early.
    url = unquote(work.url)
    described = f" [{KIND[work.language]}{code}]. "
    # The publisher is left out where it is the author (APA 7 §9.29).
    publishers = [*(work.institutions if work.authors else ()), work.site]
    after = f"{described}{'; '.join(publishers)}. {url}"
    if not authors:
        return Apa("", work.title, f"{described}{dated}{work.site}. {url}")
    return Apa(f"{_ended(_joined(authors, work.language))} {dated}", work.title, after)


def _apa_name(name: Name) -> str:
    if name.is_thai or not name.family:
        return name.whole
    initials = " ".join("-".join(f"{part[0]}." for part in word.split("-") if part) for word in name.given.split())
    return f"{name.family}, {initials}"


def _joined(authors: list[str], language: str) -> str:
    if len(authors) > MOST_NAMED:
        return f"{', '.join(authors[: MOST_NAMED - 1])}, . . . {authors[-1]}"
    if len(authors) == 1:
        return authors[0]
    if language == "th":
        return f"{', '.join(authors[:-1])} และ {authors[-1]}"
    return f"{', '.join(authors[:-1])}, & {authors[-1]}"


def _ended(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def bibtex(work: Work) -> str:
    """A BibTeX entry, braced so that capitals stay and Thai names are not taken apart."""
    names = [_bibtex_name(name) for name in work.authors] or [f"{{{_tex(one)}}}" for one in work.institutions]
    fields = {
        "author": " and ".join(names),
        "title": f"{{{_tex(work.title)}}}",
        "institution": _tex("; ".join(work.institutions)),
        "year": str(work.year or ""),
        "type": _tex(KIND[work.language]),
        "number": _tex(work.code),
        "series": _tex(work.programme),
        "howpublished": _tex(work.site),
        "language": {"th": "thai", "en": "english"}[work.language],
        # Not escaped: programs set an address letter by letter. A page's address holds no brace.
        "url": _line(work.url),
    }
    kind = "techreport" if work.institutions else "misc"
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{kind}{{{work.key},", *lines, "}", ""])


def _bibtex_name(name: Name) -> str:
    if name.is_thai or not name.family:
        return f"{{{_tex(name.whole)}}}"
    # The comma tells the names apart; one inside a name, or the word "and", would be taken for a separator.
    return ", ".join(_guarded(_tex(part)) for part in (name.family, name.given))


def _guarded(text: str) -> str:
    return f"{{{text}}}" if "," in text or re.search(r"\band\b", text, re.IGNORECASE) else text


def _tex(text: str) -> str:
    return "".join(_BIBTEX.get(letter, letter) for letter in _line(text))


def ris(work: Work) -> str:
    """A RIS record: one tag a line, lines ended by CR LF."""
    names = [_ris_name(name) for name in work.authors] or list(work.institutions)
    tags = [
        ("TY", "RPRT"),
        *(("AU", name) for name in names),
        ("TI", work.title),
        ("PY", str(work.year or "")),
        *(("PB", name) for name in work.institutions),
        ("T2", work.programme),
        ("SN", work.code),
        ("LA", work.language),
        ("DP", work.site),
        ("UR", work.url),
    ]
    lines = [f"{tag}  - {_line(value)}" for tag, value in tags if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def _ris_name(name: Name) -> str:
    return name.whole if name.is_thai or not name.family else f"{name.family}, {name.given}"


def _line(text: str) -> str:
    """On one line, without control characters: a line break would begin another tag."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
