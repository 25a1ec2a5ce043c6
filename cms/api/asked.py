"""What a request asks for besides its address: the language, the fields, and whether as a token."""

from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import parse_accept_lang_header

from cms.accounts.api_tokens import token_of
from cms.accounts.models import ApiToken
from cms.api.operations import Operation
from cms.api.service import OPERATIONS
from search.refusals import Fault, MethodUnknown, NonsenseParameter, NotThere, TokenNeeded

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
METHODS = ("GET", "HEAD", "OPTIONS")
BEARER = "bearer "


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that makes sense. `fields` is empty where all are wanted."""

    operation: Operation
    fields: frozenset[str]
    token: ApiToken | None
    is_private: bool


def language_of(request: HttpRequest) -> str:
    """The language of the answer: `lang`, else the first of Accept-Language that we speak, else Thai."""
    try:
        lang = request.GET.get("lang")
    except TooManyFieldsSent:
        lang = None  # `read` refuses it, once it is counted
    if lang in LANGUAGES:
        return lang
    for code, _quality in parse_accept_lang_header(request.headers.get("Accept-Language", "")[:200]):
        if code.split("-")[0] in LANGUAGES:
            return code.split("-")[0]
    return settings.LANGUAGE_CODE


def match_of(request: HttpRequest) -> ResolverMatch:
    """Which operation it is. Raises NotThere and MethodUnknown."""
    try:
        match = resolve(request.path_info)
    except Resolver404:
        raise NotThere(_("There is nothing at this address.")) from None
    if match.url_name not in OPERATIONS:
        raise NotThere(_("There is nothing at this address."))
    if request.method not in METHODS:
        raise MethodUnknown
    return match


def bearer_of(request: HttpRequest) -> ApiToken | None:
    """The token of the request; None for an anonymous one. Raises TokenNeeded for one that is not good."""
    header = request.headers.get("Authorization")
    if header is None:
        return None
    token = token_of(header[len(BEARER) :].strip()) if header.lower().startswith(BEARER) else None
    if token is None:
        raise TokenNeeded(_("This token is unknown, revoked or expired."))
    return token


def read(request: HttpRequest, match: ResolverMatch, token: ApiToken | None) -> Asked:
    """What is asked for. Raises NonsenseParameter that names every parameter and field that is not known."""
    operation = OPERATIONS[match.url_name or ""]
    faults = [
        Fault(name, _("There is no such parameter here.")) for name in request.GET if name not in operation.parameters
    ]
    if request.GET.get("lang", LANGUAGES[0]) not in LANGUAGES:
        faults.append(Fault("lang", _("Give one of %(expected)s.") % {"expected": ", ".join(LANGUAGES)}))
    fields = frozenset(name for name in request.GET.get("fields", "").split(",") if name)
    if unknown := fields - operation.fields:
        words = _("There is no field called %(names)s here.") % {"names": ", ".join(sorted(unknown))[:200]}
        faults.append(Fault("fields", words))
    if faults:
        raise NonsenseParameter(*faults)
    is_private = operation.is_private or "draft" in request.GET
    return Asked(operation, fields, token, is_private)


def spoken(request: HttpRequest) -> "translation.override":
    """While the block runs, the language of the answer is spoken."""
    return translation.override(language_of(request))
