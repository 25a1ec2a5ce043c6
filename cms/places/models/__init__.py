"""Where things are, and who governs there."""

from cms.places.models.areas import Area, DataVersion, District, Province, Region, Subdistrict
from cms.places.models.lao import Lao, LaoImport, LaoType

__all__ = ["Area", "DataVersion", "District", "Lao", "LaoImport", "LaoType", "Province", "Region", "Subdistrict"]
