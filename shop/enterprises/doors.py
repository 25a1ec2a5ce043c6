"""Who may come behind the counter: the members of the enterprise. To everybody else there is nothing here.

Every room that has pages at the desk opens them through this door and puts them into this frame.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse

from cms.accounts.models import User
from cms.accounts.personal import personal
from shop.enterprises.handing_in import missing
from shop.enterprises.models import MOVES, Enterprise, State
from shop.enterprises.queries import may_act_for, reason_of

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Stand:
    """An enterprise and the member who stands behind its counter."""

    enterprise: Enterprise
    member: User

    @property
    def may_sell(self) -> bool:
        """Whether products may be added, changed and published; orders already placed are looked after in any state."""
        return self.enterprise.state != State.SUSPENDED

    def url(self, name: str, *args: object) -> str:
        """The address of this name at this enterprise's desk."""
        return reverse(name, args=[self.enterprise.slug, *args])


def for_members(view: Callable[..., HttpResponseBase]) -> View:
    """The view gets a Stand in place of the slug; visitors are sent to sign in, all others are told that nothing is here."""

    @personal
    @wraps(view)
    def answered(request: HttpRequest, slug: str, **kwargs: object) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        enterprise = Enterprise.objects.filter(slug=slug).first()
        if enterprise is None or not may_act_for(request.user, enterprise):
            raise Http404
        return view(request, Stand(enterprise, request.user), **kwargs)

    return answered


def frame(stand: Stand, here: str, title: str, **more: Any) -> dict[str, Any]:
    """What every page of the desk shows besides its own matter; `here` names it among its neighbours."""
    enterprise = stand.enterprise
    may_submit = MOVES.allows(enterprise.state, State.SUBMITTED)
    return {
        "stand": stand,
        "enterprise": enterprise,
        "here": here,
        "seo": {"title": f"{title} · {enterprise.name}", "robots": "noindex"},
        "heading": title,
        "reason": reason_of(enterprise),
        "may_submit": may_submit,
        "missing": [(lack.words, stand.url(lack.page)) for lack in missing(enterprise)] if may_submit else [],
        **more,
    }
