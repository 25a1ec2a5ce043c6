"""A request to join, as services and as a form make it."""

from typing import Any

from cms.lao import services
from cms.lao.joining import JoinRequest
from cms.places.models import District, Province

FILLED = {
    "lao_type": "tao",
    "lao_name": "หนองแวง",
    "province": "40",
    "district": "",
    "person": "สมศรี ใจดี",
    "position": "ปลัด",
    "email": "somsri@example.org",
    "text": "อยากเรียนรู้",
}


def ask(**changes: Any) -> JoinRequest:
    """A request in the name of an LAO of Khon Kaen."""
    data = {**FILLED, "lao": None, "language": "th", **changes}
    data["province"] = Province.objects.get(code=data["province"])
    data["district"] = District.objects.get(code=data["district"]) if data["district"] else None
    return services.ask_to_join(**data)
