"""Who may come to an assessment: whoever may see it. To everybody else there is nothing here."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import cast

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.assessment.access import Act, acts
from cms.assessment.holding import is_in_time
from cms.assessment.models import Assessment, Phase
from cms.indicators.instrument import Instrument
from cms.indicators.queries import instrument_of

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Stand:
    """An assessment and who stands before it."""

    assessment: Assessment
    user: User
    acts: frozenset[Act]

    @classmethod
    def at(cls, assessment: Assessment, user: User) -> "Stand":
        """This person before this assessment, as both are now."""
        return cls(assessment, user, acts(user, assessment))

    def looking_on(self) -> "Stand":
        """The same person, who does nothing but look."""
        return replace(self, acts=self.acts & {Act.SEE})

    def may(self, act: str) -> bool:
        """Whether they may do this now, by the act's name."""
        return Act(act) in self.acts

    @property
    def may_submit(self) -> bool:
        """Whether they may hand it to who verifies."""
        return self.may("submit") and self.is_in_time

    @property
    def may_send_back(self) -> bool:
        """Whether they may give it back to the organisation: who verifies it, and who publishes."""
        return self.may("verify") or self.may("reopen")

    @property
    def is_in_time(self) -> bool:
        """Whether answers are taken today."""
        return is_in_time(self.assessment)

    @property
    def phase(self) -> Phase | None:
        """Whose answers they give now: the organisation's, the verification's, or none at all."""
        if self.may("answer") and self.is_in_time:
            return Phase.SELF
        return Phase.VERIFIED if self.may("verify") else None

    @property
    def is_out_of_time(self) -> bool:
        """Whether they would answer, were the round open."""
        return self.may("answer") and not self.is_in_time

    @cached_property
    def instrument(self) -> Instrument:
        """What is asked."""
        return instrument_of(self.assessment.version)

    @property
    def start(self) -> str:
        """The address of everything they may assess."""
        return reverse("assessment:assess")

    def url(self, name: str, *args: object) -> str:
        """The address of this name at this assessment."""
        return reverse(f"assessment:{name}", args=[self.assessment.pk, *args])


def is_script(request: HttpRequest) -> bool:
    """Whether the page's own module asks, which takes JSON."""
    return request.headers.get("X-Requested-With") == "fetch"


def personal(view: View) -> View:
    """What a view answers is for one person: kept nowhere and listed nowhere. Visitors are sent to sign in."""

    @wraps(view)
    def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response = _sign_in(request) if not request.user.is_authenticated else view(request, *args, **kwargs)
        # A file says itself how it is kept: by the one browser, which asks each time whether it still may.
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return answered


def _sign_in(request: HttpRequest) -> HttpResponseBase:
    """Off to the sign-in, and back to a page: never to an address that only takes what is sent."""
    if is_script(request):
        return JsonResponse({"problem": _("You are signed out.")}, status=401)
    is_page = request.method in {"GET", "HEAD"}
    return redirect_to_login(request.get_full_path() if is_page else reverse("assessment:assess"))


def for_those_who_see(view: Callable[..., HttpResponseBase]) -> View:
    """The view gets a Stand in place of the assessment's number; whoever may not see it gets 404."""

    @personal
    @wraps(view)
    def answered(request: HttpRequest, pk: int, **kwargs: object) -> HttpResponseBase:
        user = cast(User, request.user)
        found = (
            Assessment.objects.select_related(
                "round__indicator_set", "version__indicator_set", "organisation__province", "organisation__lao"
            )
            .filter(pk=pk)
            .first()
        )
        may = acts(user, found) if found is not None else frozenset()
        if found is None or Act.SEE not in may:
            raise Http404
        return view(request, Stand(found, user, may), **kwargs)

    return answered
