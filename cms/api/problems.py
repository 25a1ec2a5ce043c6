"""What goes wrong, as problems of RFC 9457."""

import json
import logging
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja.errors import ValidationError
from pydantic import BaseModel, Field

from search.refusals import Fault, NonsenseParameter, NotThere, OurFault, Refused, TokenNeeded, TooMany

logger = logging.getLogger("django.request")

CONTENT_TYPE = "application/problem+json"


class FaultShape(BaseModel):
    """One thing that is wrong."""

    parameter: str
    detail: str


class Problem(BaseModel):
    """What went wrong, for programs (`type`, `errors`) and for people (`title`, `detail`)."""

    type: str = Field(examples=["https://sepaction.example/api/#bad-parameter"])
    title: str
    status: int
    detail: str
    instance: str = Field(description="The path that was asked for.")
    errors: list[FaultShape]


def problem(request: HttpRequest, refused: Refused) -> HttpResponse:
    """The answer for a refusal, in the language of the moment."""
    body = {
        "type": f"{settings.SITE_URL}/api/#{refused.code}",
        "title": str(refused.title),
        "status": refused.status,
        "detail": refused.detail,
        "instance": request.path,
        "errors": [{"parameter": fault.parameter, "detail": fault.detail} for fault in refused.faults],
    }
    answer = HttpResponse(json.dumps(body, ensure_ascii=False), status=refused.status, content_type=CONTENT_TYPE)
    if isinstance(refused, TooMany):
        answer["Retry-After"] = str(refused.wait)
    if isinstance(refused, TokenNeeded):
        answer["WWW-Authenticate"] = 'Bearer realm="sepaction"'
    return answer


def refusal_of(error: Exception) -> Refused:
    """What an error means to who asked; OurFault for one that nobody foresaw, which is logged."""
    if isinstance(error, Refused):
        return error
    if isinstance(error, Http404):
        return NotThere(_("There is nothing at this address."))
    if isinstance(error, ValidationError):
        return NonsenseParameter(*(_fault(one) for one in error.errors))
    if isinstance(error, BadRequest | SuspiciousOperation):
        return Refused()
    logger.error("The API failed", exc_info=error)
    return OurFault()


def _fault(error: dict[str, Any]) -> Fault:
    return Fault(str(error["loc"][-1]), _words(error))


def _words(error: dict[str, Any]) -> str:
    """What is wrong with a value, in the language of the moment."""
    context = {name: str(value) for name, value in error.get("ctx", {}).items()}
    words = {
        "missing": _("This parameter is needed."),
        "int_parsing": _("Give a whole number."),
        "int_parsing_size": _("Give a whole number."),
        "bool_parsing": _("Give 1 or 0."),
        "greater_than_equal": _("Give at least %(ge)s."),
        "less_than_equal": _("Give at most %(le)s."),
        "literal_error": _("Give one of %(expected)s."),
        "string_too_long": _("Give at most %(max_length)s characters."),
        "string_too_short": _("Give at least %(min_length)s characters."),
        "string_pattern_mismatch": _("This value has another form than %(pattern)s."),
    }.get(error["type"], _("This value means nothing here."))
    return words % context if context else words
