"""What people are shown of a certificate in a list, on a card and beside a product: what, by whom, until when."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from search.memory import remember
from shop.certification.models import Certificate, CertifyingBody, Scheme

_NONE = "-"


@dataclass(frozen=True, slots=True)
class Badge:
    """One certificate in short. `body` is who granted it here; `until` is None for one without end."""

    label: str
    stars: int | None
    body: str
    until: date | None
    url: str
    issuer: str = ""
    number: str = ""
    is_demo: bool = False
    is_makers: bool = False


def label_of(scheme: str, stars: int | None) -> str:
    """What a scheme is called in short, with the stars it gave."""
    if scheme == Scheme.OTOP and stars:
        return _("OTOP %(stars)s stars") % {"stars": stars}
    return _SHORT[scheme]() if scheme in _SHORT else str(Scheme(scheme).label)


def badge_of(one: Certificate, *, is_makers: bool = False) -> Badge:
    """The badge of a certificate with its body."""
    return Badge(
        label=label_of(one.scheme, one.stars),
        stars=one.stars,
        body=one.body.name if one.body else "",
        until=one.valid_until,
        url=one.url,
        issuer=one.issuer,
        number=one.number,
        is_demo=one.is_demo,
        is_makers=is_makers,
    )


def code_of(one: Certificate) -> str:
    """A badge as one code of the index, so that cards and results need not ask for it; `read` is its other half."""
    until = one.valid_until.isoformat() if one.valid_until else _NONE
    return f"{one.scheme}:{one.stars or 0}:{until}:{one.body_id}:{one.key}"


def read(codes: Iterable[str], *, today: date) -> list[Badge]:
    """The badges of these codes that hold today; a code that means nothing is left out. At most one query, remembered."""
    found = []
    names: Mapping[int, str] | None = None
    for code in codes:
        parts = code.split(":")
        if len(parts) != 5 or parts[0] not in Scheme.values or not (parts[1].isdigit() and parts[3].isdigit()):
            continue
        scheme, stars, until, body, key = parts
        end = date.fromisoformat(until) if until != _NONE else None
        if end is not None and end < today:
            continue
        names = _bodies() if names is None else names
        url = reverse("shop_certificate", args=[key])
        found.append(Badge(label_of(scheme, int(stars)), int(stars) or None, names.get(int(body), ""), end, url))
    return found


def choices_of(one: Certificate) -> Sequence[str]:
    """The codes of the facet by which people look for it: the scheme, and the stars it gave."""
    return (one.scheme, f"{one.scheme}-{one.stars}") if one.stars else (one.scheme,)


def choice_labels() -> dict[str, str]:
    """All codes of the facet with what people read, in the order in which they are offered."""
    found: dict[str, str] = {}
    for scheme, label in Scheme.choices:
        found[scheme] = str(label)
        if scheme == Scheme.OTOP:
            found |= {f"{scheme}-{stars}": label_of(scheme, stars) for stars in range(5, 0, -1)}
    return found


def _bodies() -> dict[int, str]:
    return remember(
        ("certifying bodies", get_language()), lambda: {body.pk: body.name for body in CertifyingBody.objects.all()}
    )


_SHORT = {
    Scheme.TCPS.value: lambda: _("TCPS"),
    Scheme.FDA.value: lambda: _("FDA"),
    Scheme.GI.value: lambda: _("GI"),
    Scheme.LAO.value: lambda: _("Certified by the LAO"),
}
