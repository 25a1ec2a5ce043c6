"""Where things are, and who governs there."""

from cms.places.models.areas import Area, DataVersion, District, Province, Region, Subdistrict
from cms.places.models.lao import Lao, LaoImport, LaoType
from cms.places.models.organisations import LAO, VILLAGE, Organisation, OrganisationKind, SpokenFor

__all__ = [
    "LAO",
    "VILLAGE",
    "Area",
    "DataVersion",
    "District",
    "Lao",
    "LaoImport",
    "LaoType",
    "Organisation",
    "OrganisationKind",
    "Province",
    "Region",
    "SpokenFor",
    "Subdistrict",
]
