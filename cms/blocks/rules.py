"""What makes a figure trustworthy, and how it is written. Pure."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qs, urlsplit

# A figure without these cannot be published: the rule of the programme's documents (every figure has its circumstances).
CIRCUMSTANCES = ("unit", "period", "source")

_YOUTUBE = re.compile(r"\A[\w-]{11}\Z")
_VIMEO = re.compile(r"\A\d{5,12}\Z")


def missing_circumstances(metric: Mapping[str, Any]) -> list[str]:
    """The names of the obligatory circumstances that this figure lacks."""
    return [name for name in CIRCUMSTANCES if not metric.get(name)]


def amount_problem(metric: Mapping[str, Any]) -> str | None:
    """Why the amount is no amount: `none`, `both`, `half` or `order`; None where it is one value or one whole range."""
    value, low, high = metric.get("value"), metric.get("low"), metric.get("high")
    if value is None and low is None and high is None:
        return "none"
    if value is not None and (low is not None or high is not None):
        return "both"
    if value is None and (low is None or high is None):
        return "half"
    if low is not None and high is not None and low >= high:
        return "order"
    return None


def written(number: Decimal) -> str:
    """A number with thousands marks and no idle zeros: 4,000 or 3.5."""
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def video_address(url: str) -> str | None:
    """The player's address for a YouTube or Vimeo page, worked out without asking anyone; None for any other address."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    if parts.scheme != "https":
        return None
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    segments = [segment for segment in parts.path.split("/") if segment]
    if host == "youtu.be" and segments and _YOUTUBE.match(segments[0]):
        return f"https://www.youtube-nocookie.com/embed/{segments[0]}"
    if host == "youtube.com":
        video = parse_qs(parts.query).get("v", [""])[0]
        if segments[:1] in (["shorts"], ["embed"], ["live"]) and len(segments) > 1:
            video = segments[1]
        return f"https://www.youtube-nocookie.com/embed/{video}" if _YOUTUBE.match(video) else None
    if host == "vimeo.com" and segments and _VIMEO.match(segments[0]):
        return f"https://player.vimeo.com/video/{segments[0]}"
    return None
