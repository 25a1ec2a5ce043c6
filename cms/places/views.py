"""The places look-up over HTTP: one JSON view that anyone may ask and any cache may keep."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cms.places.models import Subdistrict
from cms.places.queries import Found, data_version, find_places
from cms.places.rules import level_and_key

LONGEST_QUERY = 80
ONE_HOUR = 3600


def problem(status: int, title: str, detail: str) -> JsonResponse:
    """An answer of RFC 9457: what is wrong, for a program (`status`) and for a person (`title`, `detail`)."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return JsonResponse(body, status=status, content_type="application/problem+json")


@require_safe
@cache_control(public=True, max_age=ONE_HOUR)
def find(request: HttpRequest) -> JsonResponse:
    """`GET /places/find/?q=`: at most 20 places by postcode, code or name, best first; see `queries.find_places`."""
    text = request.GET.get("q", "").strip()
    if len(text) > LONGEST_QUERY:
        detail = _("“q” has %(length)s characters; accepted are at most %(most)s.")
        return problem(400, _("Too long"), detail % {"length": len(text), "most": LONGEST_QUERY})
    if not level_and_key(text)[1]:
        detail = _(
            "“q” is empty; accepted is a postcode, an official code, a name or a part of a name, Thai or English."
        )
        return problem(400, _("Nothing to look for"), detail)
    found = [_shown(one) for one in find_places(text)]
    return JsonResponse({"query": text, "data_version": data_version(), "results": found})


def _shown(found: Found) -> dict[str, Any]:
    place = found.place
    return {
        "level": found.level,
        **_named(place),
        "postcodes": list(place.postcode_list) if isinstance(place, Subdistrict) else [],
        "district": _named(found.district) if found.district else None,
        "province": _named(found.province),
        "region": found.province.region,
    }


def _named(place: Any) -> dict[str, str]:
    return {"code": place.code, "name_th": place.name_th, "name_en": place.name_en}
