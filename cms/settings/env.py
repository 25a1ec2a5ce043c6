"""The one door through which the environment comes in.

Every setting is read by a function here. A value that makes no sense stops the start with one sentence that names the
variable, what was read and what is accepted; nothing is guessed.
"""

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parents[2]

T = TypeVar("T")

_TRUE = frozenset({"1", "true", "yes", "on"})
_HOST = re.compile(r"\.?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
_MAILBOX = re.compile(r"([^<>@]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)")
_ORIGIN = re.compile(r"https?://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(:[0-9]{1,5})?")
_FALSE = frozenset({"0", "false", "no", "off"})


def load_file(path: Path) -> dict[str, str]:
    """Read `NAME=value` lines; blank lines and lines that begin with `#` are passed over.

    Raises ImproperlyConfigured for a line of another shape.
    """
    values: dict[str, str] = {}
    if not path.is_file():
        return values
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        name, separator, value = text.partition("=")
        if not separator or not name.strip().isidentifier():
            raise ImproperlyConfigured(f"{path.name} line {number} reads {text!r}; accepted is NAME=value.")
        values[name.strip()] = value.strip().strip("\"'")
    return values


def _without_password(raw: str) -> str:
    """An address as it may be shown: logs are read by many."""
    return re.sub(r"(://[^/@:]*):.*@", r"\1:…@", raw)


class Environment:
    """Typed readers over a mapping of names to text; the process environment wins over the file."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self.values = values

    @classmethod
    def of_process(cls) -> "Environment":
        """The process environment over `var/.env` (or the file that SEPACTION_ENV_FILE names)."""
        file = Path(os.environ.get("SEPACTION_ENV_FILE", ROOT / "var" / ".env"))
        return cls({**load_file(file), **os.environ})

    def _read(self, name: str, default: T | None, parse: Callable[[str], T], accepted: str) -> T:
        raw = self.values.get(name, "").strip()
        if not raw:
            if default is None:
                raise ImproperlyConfigured(f"{name} is missing; accepted is {accepted}.")
            return default
        try:
            return parse(raw)
        except ValueError:
            shown = "a value of the wrong form" if "KEY" in name or "SECRET" in name else repr(_without_password(raw))
            raise ImproperlyConfigured(f"{name} reads {shown}; accepted is {accepted}.") from None

    def text(self, name: str, default: str | None = None, *, pattern: str = "", accepted: str = "any text") -> str:
        """The value as it stands; where there is a pattern, the whole of it fits."""

        def parse(raw: str) -> str:
            if pattern and not re.fullmatch(pattern, raw):
                raise ValueError(raw)
            return raw

        return self._read(name, default, parse, accepted)

    def flag(self, name: str, default: bool | None = None) -> bool:
        """True or False from 1/true/yes/on or 0/false/no/off."""

        def parse(raw: str) -> bool:
            word = raw.lower()
            if word in _TRUE:
                return True
            if word in _FALSE:
                return False
            raise ValueError(raw)

        return self._read(name, default, parse, "1, true, yes, on or 0, false, no, off")

    def number(self, name: str, default: int | None = None, *, least: int = 0, most: int = 1_000_000_000) -> int:
        """A whole number from `least` to `most`."""

        def parse(raw: str) -> int:
            value = int(raw)
            if not least <= value <= most:
                raise ValueError(raw)
            return value

        return self._read(name, default, parse, f"a whole number from {least} to {most}")

    def choice(self, name: str, default: str | None, accepted: tuple[str, ...]) -> str:
        """One of the accepted words."""

        def parse(raw: str) -> str:
            if raw not in accepted:
                raise ValueError(raw)
            return raw

        return self._read(name, default, parse, "one of " + ", ".join(accepted))

    def hosts(self, name: str) -> list[str]:
        """Host names separated by commas; a leading dot stands for all names below."""

        def parse(raw: str) -> list[str]:
            names = [word.strip() for word in raw.split(",") if word.strip()]
            if not all(_HOST.fullmatch(host) for host in names):
                raise ValueError(raw)
            return names

        return self._read(name, [], parse, "host names separated by commas, without scheme and port")

    def origins(self, name: str) -> list[str]:
        """Origins such as https://example.org separated by commas, or * alone for all."""

        def parse(raw: str) -> list[str]:
            found = [word.strip() for word in raw.split(",") if word.strip()]
            if found != ["*"] and not all(_ORIGIN.fullmatch(origin) for origin in found):
                raise ValueError(raw)
            return found

        return self._read(name, [], parse, "origins such as https://example.org separated by commas, or *")

    def mailbox(self, name: str, default: str) -> str:
        """An e-mail address, or a name with one in angle brackets."""

        def parse(raw: str) -> str:
            if not _MAILBOX.fullmatch(raw):
                raise ValueError(raw)
            return raw

        return self._read(name, default, parse, "name@host or Name <name@host>")

    def folder(self, name: str, default: str) -> Path:
        """A folder that is there, or can be made."""
        accepted = "a folder that exists or can be made"

        def parse(raw: str) -> Path:
            path = Path(raw).expanduser()
            try:
                path.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise ValueError(raw) from error
            return path

        return self._read(name, None, parse, accepted) if self.values.get(name, "").strip() else parse(default)

    def url(self, name: str, default: str | None, *, schemes: tuple[str, ...]) -> str:
        """An address with one of the accepted schemes."""

        def parse(raw: str) -> str:
            parts = urlsplit(raw)
            # Files and sockets of this very machine have a path instead of a host.
            local = parts.scheme in {"sqlite", "file", "postgres", "postgresql"} and len(parts.path) > 1
            if parts.scheme not in schemes or not (local or parts.hostname) or parts.port == 0:
                raise ValueError(raw)
            return raw.rstrip("/") if parts.scheme in {"http", "https"} else raw

        return self._read(name, default, parse, "an address that begins with " + ", ".join(f"{s}:" for s in schemes))

    def secret(self, name: str, *, length: int) -> str:
        """A secret of at least `length` characters that is not an obvious placeholder; the message never shows it."""

        def parse(raw: str) -> str:
            if len(raw) < length or len(set(raw)) < 5:
                raise ValueError(raw)
            return raw

        return self._read(name, None, parse, f"at least {length} random characters")


env = Environment.of_process()
