"""What can be done with the registry of LAOs."""

import hashlib
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext as _

from cms.places.models import District, Lao, LaoType, Province, Subdistrict
from cms.places.signals import laos_changed

_ENDINGS = {LaoType.PAO: "-pao", LaoType.TAO: "-tao"}


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
        lao.key = new_key(lao, taken=set())
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


def new_key(lao: Lao, *, taken: Collection[str]) -> str:
    """A key that no LAO has, and that is not in `taken`: from the English name, else the official code, else the place.

    "khon-kaen" is a municipality, "khon-kaen-pao" and "chiang-dao-tao" say their type. A key stays as it was first given.
    """
    ending = _ENDINGS.get(LaoType(lao.type), "")
    name = slugify(lao.name_en)
    places = [slugify(place.name_en) for place in (lao.district, lao.province) if place is not None]
    if not name:
        digest = hashlib.sha256(f"{lao.type} {lao.province_id} {lao.district_id} {lao.name_th}".encode()).hexdigest()
        name = f"lao-{lao.official_code}" if lao.official_code else f"{places[-1]}-{digest[:8]}"
    wishes = [f"{name}{ending}", *(f"{name}{ending}-{place}" for place in places)]
    wishes += [f"{wishes[-1]}-{number}" for number in range(2, 100)]
    gone = {*taken, *Lao.objects.filter(key__in=wishes).values_list("key", flat=True)}
    return next(wish[:80].strip("-") for wish in wishes if wish[:80].strip("-") not in gone)


def tell(keys: Collection[str]) -> None:
    """Tell the rooms above, inside the transaction, that these LAOs have changed."""
    if keys:
        laos_changed.send(sender=Lao, keys=set(keys))
