"""Requests for roles, as services and as the forms make them."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cms.accounts import role_papers, role_requests
from cms.accounts.models import RoleRequest, User
from cms.accounts.roles import Role
from cms.places.models import Lao, Province, Subdistrict
from tests.forms_sent import send
from tests.media import samples

PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
WORDS = {"position": "ปลัด", "statement": "ดูแลแผนพัฒนา"}
OFFICER = {**WORDS, "province": "40", "lao_name": "หนองแวง"}
REPRESENTATIVE = {**WORDS, "province": "40", "subdistrict_name": "บ้านเป็ด", "community": "บ้านดอน", "moo": "๓"}
RESEARCHER = {**WORDS, "province": "40", "institution": "มหาวิทยาลัยขอนแก่น"}
FILLED = {"lao_officer": OFFICER, "community_representative": REPRESENTATIVE, "researcher": RESEARCHER}


def pdf(name: str = "หนังสือแต่งตั้ง.pdf") -> SimpleUploadedFile:
    """A small PDF."""
    return SimpleUploadedFile(name, PDF, content_type="application/pdf")


def photo(name: str = "card.jpg") -> SimpleUploadedFile:
    """A picture as a phone takes it, with its position in it."""
    return SimpleUploadedFile(name, samples.jpeg_from_a_phone(), content_type="image/jpeg")


def paper(user: User) -> str:
    """The name of a paper that this person put aside."""
    upload = pdf("letter.pdf")
    role_papers.clean(upload)
    return role_papers.put_aside(upload=upload, user=user).name


def ask(user: User, role: Role, **fields: Any) -> RoleRequest:
    """A request through the service."""
    given = {"paper": paper(user), **WORDS, **fields}
    return role_requests.ask(user=user, role=role, **given)


def officer(user: User, lao: Lao) -> RoleRequest:
    """To speak for an LAO."""
    return ask(user, Role.LAO_OFFICER, lao=lao)


def representative(user: User, subdistrict: str = "400101", community: str = "บ้านดอน", moo: int = 3) -> RoleRequest:
    """To speak for a community."""
    place = Subdistrict.objects.get(code=subdistrict)
    return ask(user, Role.COMMUNITY_REPRESENTATIVE, subdistrict=place, community=community, moo=moo)


def researcher(user: User, province: str = "40") -> RoleRequest:
    """To assess in a province."""
    place = Province.objects.get(code=province)
    return ask(user, Role.RESEARCHER, province=place, institution="มหาวิทยาลัยขอนแก่น")


def send_form(client: Client, role: str, **changes: Any) -> Any:
    """Fill in the form of a role and send it, with a paper unless told otherwise."""
    data = {**FILLED[role], "paper": pdf(), **changes}
    return send(client, reverse("account_ask_for_role", args=[role]), {k: v for k, v in data.items() if v is not None})
