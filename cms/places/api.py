"""Places and the registry of LAOs as programs read them: by official codes, in both languages at once."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router
from pydantic import BaseModel, Field

from cms.places.models import District, Lao, LaoType, Province, Subdistrict
from cms.places.queries import data_version
from search.api import ProvinceCode, known_codes
from search.refusals import Fault, NonsenseParameter
from search.shapes import Coded

router = Router(tags=["places"])
ROUTERS = [("places", router)]

DistrictCode = Annotated[
    str, Field(pattern=r"^[1-9][0-9]{3}$", description="Official code of four digits.", examples=["5001"])
]


class PlaceShape(BaseModel):
    """A place: its official code, and its name in both languages."""

    code: str
    name_th: str
    name_en: str


class ProvinceShape(PlaceShape):
    """A province with its region."""

    region: Coded


class SubdistrictShape(PlaceShape):
    """A subdistrict with its postcodes."""

    postcodes: list[str]


class Provinces(BaseModel):
    """All provinces, by code."""

    data_version: str = Field(description="Of the list of the Department of Provincial Administration.")
    items: list[ProvinceShape]


class Districts(BaseModel):
    """All districts of a province, by code."""

    data_version: str
    items: list[PlaceShape]


class Subdistricts(BaseModel):
    """All subdistricts of a district, by code."""

    data_version: str
    items: list[SubdistrictShape]


class LaoBrief(BaseModel):
    """An LAO as others name it."""

    key: str
    type: Coded
    name: str
    name_th: str
    name_en: str


def place(one: Any) -> dict[str, Any] | None:
    """A place; None for none."""
    return one and {"code": one.code, "name_th": one.name_th, "name_en": one.name_en}


def lao_brief(lao: Lao | None) -> dict[str, Any] | None:
    """An LAO; None for none. `name` has its type, in the language of the moment."""
    return lao and {
        "key": lao.key,
        "type": {"code": lao.type, "label": str(LaoType(lao.type).label)},
        "name": lao.full_name,
        "name_th": lao.called("full", language="th"),
        "name_en": lao.called("full", language="en"),
    }


@router.get("/provinces", response=Provinces, summary="List provinces")
def list_provinces(request: HttpRequest) -> dict[str, Any]:
    """All provinces: 77 with Bangkok."""
    rows = Province.objects.current().order_by("code")
    return _all(
        {**(place(row) or {}), "region": {"code": row.region, "label": row.get_region_display()}} for row in rows
    )


@router.get("/districts", response=Districts, summary="List the districts of a province")
def list_districts(request: HttpRequest, province: Annotated[ProvinceCode, Query()]) -> dict[str, Any]:
    """All districts of a province."""
    known_codes({"province": province})
    return _all(place(row) for row in District.objects.current().filter(province=province).order_by("code"))


@router.get("/subdistricts", response=Subdistricts, summary="List the subdistricts of a district")
def list_subdistricts(request: HttpRequest, district: Annotated[DistrictCode, Query()]) -> dict[str, Any]:
    """All subdistricts of a district."""
    rows = list(Subdistrict.objects.current().filter(district=district).order_by("code"))
    if not rows:
        raise NonsenseParameter(Fault("district", _("This code means nothing here.")))
    return _all({**(place(row) or {}), "postcodes": list(row.postcode_list)} for row in rows)


def _all(rows: Any) -> dict[str, Any]:
    return {"data_version": data_version(), "items": list(rows)}
