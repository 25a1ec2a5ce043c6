"""What a browser may load and run on our pages: a strict policy for the site, a looser one for Wagtail's admin.

`cms.delivery.security` sends them. The site has no inline script or style at all; Wagtail's admin cannot do without.
"""

from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF, UNSAFE_INLINE

# Foreign players, which load only when a visitor asks for one.
PLAYERS = ["https://www.youtube-nocookie.com", "https://player.vimeo.com"]


def origins(*addresses: str) -> tuple[str, ...]:
    """The origins (scheme, host and port) of these addresses; empty ones are passed over."""
    parts = [urlsplit(address) for address in addresses if address]
    return tuple(f"{part.scheme}://{part.netloc}" for part in parts)


def policies(
    *, pictures_from: tuple[str, ...] = (), pay_on: tuple[str, ...] = ()
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The policy of the site and that of the admin. `pictures_from`: origins of stored pictures, such as an S3 host.

    `pay_on`: origins of pages on which buyers pay; our form leads there, and browsers follow only where that is allowed.
    """
    site: dict[str, Any] = {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *pictures_from],
        "media-src": [SELF, *pictures_from],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF, *PLAYERS],
        "form-action": [SELF, *pay_on],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [SELF],
    }
    admin = {
        **site,
        "form-action": [SELF],
        "script-src": [SELF, UNSAFE_INLINE],
        "style-src": [SELF, UNSAFE_INLINE],
        "img-src": [SELF, "data:", "blob:", *pictures_from],
        "font-src": [SELF, "data:"],
        "base-uri": [SELF],
    }
    return {"DIRECTIVES": site}, {"DIRECTIVES": admin}
