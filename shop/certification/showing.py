"""Keeps search true to certificates, inside the transaction of each change."""

from search.services import index
from search.services import raise_generation as raise_generation
from shop.catalogue.showing import PRODUCT
from shop.certification.models import Certificate
from shop.enterprises.verification import KIND as ENTERPRISE


def show(certificate: Certificate) -> None:
    """Its product, and its enterprise, are found by it, or no more."""
    if certificate.product_id is not None:
        index(PRODUCT, [str(certificate.product_id)])
    index(ENTERPRISE, [str(certificate.enterprise_id)])
