"""The indicator sets that come with the software: a folder each, data that staff can read and copy."""

from cms.indicators.shipped.installing import install as install
from cms.indicators.shipped.reading import ShippedSet, codes, read

__all__ = ["ShippedSet", "codes", "install", "read"]
