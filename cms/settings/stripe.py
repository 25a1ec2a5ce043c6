"""Whether the programme takes cards through Stripe: both keys, or neither."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from cms.settings.env import Environment

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
# To where a browser may be sent from our forms.
CHECKOUT = "https://checkout.stripe.com"


@dataclass(frozen=True)
class StripeSettings:
    """The secret key, the secret that signs events, and where the interface stands; all blank where there is none.

    `api_base` is blank for Stripe itself.
    """

    secret_key: str = ""
    webhook_secret: str = ""
    api_base: str = ""

    @property
    def pages(self) -> tuple[str, ...]:
        """The origins of the pages on which buyers pay."""
        return (CHECKOUT,) if self.secret_key else ()


def read(env: Environment, *, is_https: bool) -> StripeSettings:
    """From the environment. Raises ImproperlyConfigured for one key without the other, and for an address elsewhere."""
    key = env.text(
        "STRIPE_SECRET_KEY",
        "",
        pattern=r"(sk|rk)_(test|live)_[A-Za-z0-9]{10,240}",
        accepted="a secret or restricted key of Stripe, such as sk_test_… or rk_live_…",
    )
    secret = env.text(
        "STRIPE_WEBHOOK_SECRET",
        "",
        pattern=r"whsec_[A-Za-z0-9+/=_-]{16,240}",
        accepted="the signing secret of a webhook endpoint, whsec_…",
    )
    if bool(key) != bool(secret):
        missing = "STRIPE_WEBHOOK_SECRET" if key else "STRIPE_SECRET_KEY"
        raise ImproperlyConfigured(f"{missing} is missing; accepted is both keys of Stripe, or neither.")
    base = env.url("STRIPE_API_BASE", "", schemes=("http",))
    if base and (is_https or "_live_" in key or urlsplit(base).hostname not in _LOOPBACK):
        raise ImproperlyConfigured(
            f"STRIPE_API_BASE reads {base!r}; accepted is an address on this machine, with a test key, for tests only."
        )
    return StripeSettings(key, secret, base)
