"""Requests speak UTF-8, as pages do.

A browser never says anything else. Who names another charset would have an address read otherwise than everybody does,
and its page kept for all; put halves of surrogate pairs into fields; or name a codec that decodes no text, on which
Django fails before any middleware is asked. Therefore this stands in front of Django.
"""

import codecs
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.http import parse_header_parameters

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_REFUSAL = b"Requests must be UTF-8 encoded.\n"


class Utf8Only:
    """A WSGI application in front of another one: 400 for a request that names another charset."""

    def __init__(self, application: "WSGIApplication") -> None:
        self.application = application

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """The other one's answer, or the refusal."""
        if speaks_utf8(environ.get("CONTENT_TYPE", "")):
            return self.application(environ, start_response)
        headers = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(_REFUSAL)))]
        start_response("400 Bad Request", headers)
        return [_REFUSAL]


def speaks_utf8(content_type: str) -> bool:
    """Whether a Content-Type names UTF-8, no charset, or one that nobody knows, which Django passes over."""
    try:
        charset = parse_header_parameters(content_type)[1].get("charset")
    except (LookupError, ValueError):
        return False
    try:
        return charset is None or codecs.lookup(charset).name == "utf-8"
    except LookupError:
        return True
    except ValueError:
        return False
