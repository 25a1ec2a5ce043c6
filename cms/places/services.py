"""What can be done with the registry of LAOs, and with the organisations that can be assessed."""

import hashlib
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from cms.places.models import LAO, VILLAGE, District, Lao, Organisation, Province, Subdistrict
from cms.places.rules import keys_wished, name_key

# What an organisation repeats of its LAO, by the LAO's field.
_REPEATED = {
    **{name: name for name in ("name_th", "name_en", "key_th", "province", "district", "subdistrict")},
    "lao_type": "type",
}


@transaction.atomic
def register_lao(
    *,
    type: str,  # the field's name
    name_th: str,
    province: str,
    key: str = "",
    name_en: str = "",
    district: str = "",
    subdistrict: str = "",
    official_code: str = "",
) -> Lao:
    """The LAO, registered, or brought in line where it is registered already; safe to run again.

    Places are official codes. The LAO is known again by its key, else its official code, else its type, name and place;
    what is left out stays as it is. Raises ValidationError, field by field, and then nothing has changed.
    """
    asked = {"type": type, "name_th": name_th, "name_en": name_en, "official_code": official_code}
    places = {"province": province, "district": district, "subdistrict": subdistrict}
    _refuse_unknown_places(**places)
    lao = _known(key=key, **asked, **places) or Lao(key=key)
    for field, value in asked.items():
        if value:
            setattr(lao, field, value)
    for field, value in places.items():
        if value:
            setattr(lao, f"{field}_id", value)
    if not lao.key:
        lao.key = new_key(lao)
    lao.full_clean(exclude=["key_th", "key_en", "spellings"])
    lao.save()
    return lao


def _refuse_unknown_places(*, province: str, district: str, subdistrict: str) -> None:
    asked = {
        "province": (Province, province),
        "district": (District, district),
        "subdistrict": (Subdistrict, subdistrict),
    }
    missing = {
        field: _("No place has the code “%(code)s”.") % {"code": code}
        for field, (model, code) in asked.items()
        if code and not model._default_manager.filter(pk=code).exists()
    }
    if missing:
        raise ValidationError(missing)


def _known(
    *, key: str, official_code: str, type: str, name_th: str, province: str, district: str, **_rest: str
) -> Lao | None:
    """The LAO that is meant, locked; None where it is new."""
    laos = Lao.objects.select_for_update()
    if key:
        return laos.filter(key=key).first()
    if official_code and (lao := laos.filter(official_code=official_code).first()):
        return lao
    same = laos.filter(type=type, name_th=name_th, province=province)
    return same.filter(Q(district=district) | Q(district=None) if district else Q()).first()


def new_key(lao: Lao) -> str:
    """A key that no LAO has; given once, it stays."""
    places = [place for place in (lao.district, lao.province) if place is not None]
    wishes = keys_wished(
        kind=lao.type,
        name_en=lao.name_en,
        otherwise=lao.official_code or f"{places[-1].name_en} {lao.digest()}",
        places=[place.name_en for place in places],
    )
    return next(wish for wish in wishes if not Lao.objects.filter(key=wish).exists())


@transaction.atomic
def organisation_of(lao: Lao) -> Organisation:
    """The organisation that an LAO of the registry is assessed as; made where there is none yet."""
    found, _made = Organisation.objects.get_or_create(lao=lao, defaults={"key": lao.key, "kind_id": LAO})
    return found


@transaction.atomic
def village_of(*, subdistrict: Subdistrict, name_th: str, moo: int = 0) -> Organisation:
    """The village or community of this name and number (0: none) in a subdistrict; made where there is none yet.

    Raises ValidationError for a name without a letter or digit.
    """
    name, key_th = " ".join(name_th.split()), name_key(name_th)
    if not key_th:
        raise ValidationError({"name_th": _("Write the name of the community.")})
    digest = hashlib.sha256(f"{subdistrict.code} {moo} {key_th}".encode()).hexdigest()[:8]
    places = {
        "province_id": subdistrict.code[:2],
        "district_id": subdistrict.code[:4],
        "key": f"village-{subdistrict.code}-{moo}-{digest}",
        "name_th": name,
    }
    found, _made = Organisation.objects.get_or_create(
        kind_id=VILLAGE, subdistrict=subdistrict, moo=moo, key_th=key_th, lao=None, defaults=places
    )
    return found


@transaction.atomic
def keep_equal(*, laos: Collection[str]) -> int:
    """Make the organisations of these LAOs (their keys) say what the registry says. Returns how many differed; one query."""
    of_lao = Lao.objects.filter(pk=OuterRef("lao"))
    differs = Q()
    for field, source in _REPEATED.items():
        same = Q(**{field: F(f"lao__{source}")}) | Q(**{f"{field}__isnull": True, f"lao__{source}__isnull": True})
        differs |= ~same
    return (
        Organisation.objects.filter(lao__key__in=laos)
        .filter(differs)
        .update(**{field: Subquery(of_lao.values(source)[:1]) for field, source in _REPEATED.items()})
    )
