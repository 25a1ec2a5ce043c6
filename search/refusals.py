"""Why the API does not answer: errors that routers raise and the API's shell tells as problems of RFC 9457."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a request: the parameter, and what is wrong with it."""

    parameter: str
    detail: str


class Refused(Exception):
    """The request cannot be answered. `code` ends the problem's type, `status` is that of HTTP."""

    status: ClassVar[int] = 400
    code: ClassVar[str] = "bad-request"
    title: ClassVar[str | Promise] = gettext_lazy("The request cannot be read")

    def __init__(self, detail: str = "", faults: Sequence[Fault] = ()) -> None:
        super().__init__(detail)
        self.detail = detail
        self.faults = tuple(faults)


class NotThere(Refused):
    """There is nothing that this reader may see."""

    status = 404
    code = "not-found"
    title = gettext_lazy("Not found")


class NonsenseParameter(Refused):
    """A parameter is unknown, or its value means nothing."""

    status = 422
    code = "bad-parameter"
    title = gettext_lazy("A parameter makes no sense")

    def __init__(self, *faults: Fault) -> None:
        detail = " ".join(f"{fault.parameter}: {fault.detail}" for fault in faults)
        super().__init__(detail, faults)


class TokenNeeded(Refused):
    """Only a token opens this, and there is none, or none that is good any more."""

    status = 401
    code = "token-needed"
    title = gettext_lazy("A good token is needed")


class NotAllowed(Refused):
    """The token's person may not do this in the editor either."""

    status = 403
    code = "not-allowed"
    title = gettext_lazy("Not allowed")


class MethodUnknown(Refused):
    """The API only reads."""

    status = 405
    code = "method-not-allowed"
    title = gettext_lazy("The API only reads: GET, HEAD, OPTIONS")


class TooMany(Refused):
    """Too many requests within a minute; `wait` seconds until the next are answered."""

    status = 429
    code = "too-many-requests"
    title = gettext_lazy("Too many requests")

    def __init__(self, wait: int) -> None:
        super().__init__(_("Please wait %(seconds)s seconds.") % {"seconds": wait})
        self.wait = wait


class OurFault(Refused):
    """Something of ours failed; what it was stands in the log."""

    status = 500
    code = "server-error"
    title = gettext_lazy("Something failed on our side")


REFUSALS: tuple[type[Refused], ...] = (
    Refused,
    TokenNeeded,
    NotAllowed,
    NotThere,
    MethodUnknown,
    NonsenseParameter,
    TooMany,
    OurFault,
)
