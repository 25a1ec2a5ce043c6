"""Certificates and applications: what each of their addresses answers to every role. Part of the walk's table.

The certificate is of the walk's seller, granted by the stranger; none of the roles acts for either.
"""

from shop.certification import services
from shop.certification.models import Certificate, new_key
from tests.accounts.walk_outcomes import Row, everyone, members, staff_of_the_shop
from tests.accounts.walk_samples import NO_ID, Samples
from tests.cast import VISITOR
from tests.shop.certification.ground import body, said
from tests.shop.orders.ground import piece


def certificate(samples: Samples) -> dict[str, str]:
    """The arguments of the one certificate, granted with the first use."""
    found = Certificate.objects.first()
    if found is None:
        enterprise = samples.order.enterprise
        found = services.grant_directly(
            enterprise=enterprise,
            actor=samples.cast.stranger,
            body=body(samples.cast, enterprise.province_id, who="stranger"),
            product=piece(samples.order).product,
            form_key=new_key(),
            **said(),
        )
    return {"key": found.key}


def staff_only_looks(role: str) -> set[int]:
    """A page to look at: staff are told that nothing is sent there, all others that nothing is here."""
    return {302} if role == VISITOR else {405} if role in {"moderator", "administrator"} else {404}


CERTIFICATES: list[tuple[str, Row]] = [
    ("shop_certificate", Row(get=everyone(200), args=certificate)),
    ("shop_certificate", Row(get=everyone(404), args=lambda s: {"key": "not-there"})),
    ("shop_certificate_code", Row(get=everyone(200), args=certificate)),
    ("shop_certificate_code", Row(get=everyone(404), args=lambda s: {"key": "not-there"})),
    ("shop_certificate_document", Row(get=everyone(404), args=certificate)),
    ("shop_certify", Row(get=staff_of_the_shop, post=staff_only_looks)),
    ("shop_certify_new", Row(get=members(404), post=members(404))),
    ("shop_certify_one", Row(get=staff_of_the_shop, post=members(404), args=certificate)),
    ("shop_certify_one", Row(get=members(404), post=members(404), args=lambda s: {"key": "not-there"})),
    ("api:list_certificates", Row(get=everyone(200))),
    ("api:read_certificate", Row(get=everyone(200), args=certificate)),
    ("api:read_certificate", Row(get=everyone(404), args=lambda s: {"key": "x" * 12})),
    # At the desk of an enterprise whose member none of the roles is.
    *(
        (f"shop_desk_{name}", Row(get=members(404), post=members(404), args=lambda s: [s.order.enterprise.slug]))
        for name in ("certificates", "certificate_ask", "documents")
    ),
    *(
        (
            f"shop_desk_{name}",
            Row(get=members(404), post=members(404), args=lambda s: [s.order.enterprise.slug, str(NO_ID)]),
        )
        for name in ("document", "document_remove")
    ),
]
