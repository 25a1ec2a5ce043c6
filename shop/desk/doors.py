"""Who may come behind the counter: the members of the enterprise. To everybody else there is nothing here."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.accounts.models import User
from shop.cart.personal import personal
from shop.enterprises.models import Enterprise, State
from shop.enterprises.queries import may_act_for
from shop.payments.gateways.base import terms_of

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

    @property
    def lacks(self) -> list[str]:
        """What has to be said before anybody can buy: how parcels are sent, and how money is taken."""
        terms = terms_of(self.enterprise)
        takes_money = terms.takes_cod or (terms.takes_promptpay and self.enterprise.promptpay_id)
        missing = [] if hasattr(self.enterprise, "shipping_terms") else [_("Say how you send, so that people can buy.")]
        return missing if takes_money else [*missing, _("Say how you take money, so that people can buy.")]

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
        enterprise = Enterprise.objects.select_related("shipping_terms", "payment_terms").filter(slug=slug).first()
        if enterprise is None or not may_act_for(request.user, enterprise):
            raise Http404
        return view(request, Stand(enterprise, request.user), **kwargs)

    return answered
