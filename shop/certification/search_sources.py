"""What certificates add to what search knows of products and of enterprises.

`certificate` is the facet people choose by: a scheme, or OTOP with its stars; an enterprise has those of all it makes.
`certified` carries each badge as one code (`badges.code_of`), its own only.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from search.sources import Addition, Facet
from shop.catalogue.showing import PRODUCT
from shop.certification import badges
from shop.certification.models import Certificate
from shop.certification.queries import in_force_on
from shop.enterprises.verification import KIND as ENTERPRISE

Facets = dict[str, dict[str, tuple[str, ...]]]


def _of_products(keys: Sequence[str]) -> Facets:
    rows = _in_force(Q(product__in=_numbers(keys)))
    return _facets((str(one.product_id), one, True) for one in rows)


def _of_enterprises(keys: Sequence[str]) -> Facets:
    rows = _in_force(Q(enterprise__in=_numbers(keys)))
    return _facets((str(one.enterprise_id), one, one.product_id is None) for one in rows)


def _in_force(whose: Q) -> Iterable[Certificate]:
    rows = Certificate.objects.filter(whose, in_force_on(timezone.localdate()))
    return rows.order_by("-stars", "scheme", "pk")


def _facets(found: Iterable[tuple[str, Certificate, bool]]) -> Facets:
    told: Facets = {}
    for key, one, is_own in found:
        facets = told.setdefault(key, {"certificate": (), "certified": ()})
        facets["certificate"] = tuple(dict.fromkeys((*facets["certificate"], *badges.choices_of(one))))
        if is_own:
            facets["certified"] = (*facets["certified"], badges.code_of(one))
    return {key: {name: codes for name, codes in facets.items() if codes} for key, facets in told.items()}


def _numbers(keys: Sequence[str]) -> list[int]:
    return [int(key) for key in keys if key.isdigit()]


def _labels(codes: Collection[str]) -> Mapping[str, str]:
    return {code: label for code, label in badges.choice_labels().items() if code in codes}


FACETS = [Facet("certificate", _("Certificate"), _labels)]
ADDITIONS = [Addition(PRODUCT, _of_products), Addition(ENTERPRISE, _of_enterprises)]
