"""Answers kept for everybody, under the generation number as kept pages are; their ETag says the same."""

import gzip
import hashlib
from dataclasses import dataclass

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse

from cms.api.service import VERSION
from cms.delivery.page_cache import COMPRESSED_FROM, LIFETIME, LONGEST_QUERY

LARGEST = 100_000  # bytes of an answer that is kept; a list of a hundred has more, and is read once by who reads it
FASTEST = 1  # of gzip's levels: answers are kept for one generation only


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """One answer: its headers, its body as it is and compressed."""

    headers: tuple[tuple[str, str], ...]
    body: bytes
    packed: bytes


def etag_of(request: HttpRequest, number: int, language: str) -> str:
    """What names this answer: everything that it depends on. Weak, for its bytes may be compressed on the way."""
    parts = (
        VERSION,
        str(number),
        request.get_host(),
        request.path_info,
        request.META.get("QUERY_STRING", ""),
        language,
    )
    return f'W/"{hashlib.blake2b(chr(0).join(parts).encode(errors="replace"), digest_size=16).hexdigest()}"'


def kept(etag: str) -> KeptAnswer | None:
    """The answer of this name."""
    found: KeptAnswer | None = caches["pages"].get(f"api:{etag}")
    return found


def keep(request: HttpRequest, etag: str, answer: HttpResponse) -> KeptAnswer | None:
    """Keep a good answer, and give it as it is kept; addresses that nobody would ask for twice are not kept."""
    if answer.status_code != 200 or len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY:
        return None
    body = answer.content
    if len(body) > LARGEST:
        return None
    packed = gzip.compress(body, FASTEST) if len(body) >= COMPRESSED_FROM else b""
    headers = tuple((name, value) for name, value in answer.items() if name.lower() != "content-length")
    one = KeptAnswer(headers, body, packed)
    caches["pages"].set(f"api:{etag}", one, LIFETIME)
    return one


def answer_of(request: HttpRequest, one: KeptAnswer) -> HttpResponse:
    """The kept answer, compressed if they take it."""
    packed = one.packed and "gzip" in request.headers.get("Accept-Encoding", "")
    answer = HttpResponse(one.packed if packed else one.body)
    for name, value in one.headers:
        answer[name] = value
    if packed:
        answer["Content-Encoding"] = "gzip"
    return answer
