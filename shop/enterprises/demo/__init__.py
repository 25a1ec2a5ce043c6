"""The demo's enterprises: invented ones in real places, one file each, opened and verified as people do it."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from django.db import transaction
from django.utils import timezone

import search.services
from cms.accounts import demo as people
from cms.accounts.models import Notice, User
from cms.accounts.roles import Role
from cms.places.models import District, Lao, Province, Subdistrict
from media.illustrations.album import Album, Wish
from shop.enterprises import rules, services
from shop.enterprises.drafts import ContactDraft, PersonDraft
from shop.enterprises.models import ContactKind, Enterprise

STEP = "Enterprises"
FOLDER = Path(__file__).parent
# Who has the enterprises that no demo person signs in for; it has no password.
KEEPER = f"makers@{people.DOMAIN}"
WHY_THIS_LAO = "ข้อมูลสาธิต: เอกสารกล่าวถึง อปท. นี้ แต่ไม่ได้ระบุระยะที่เข้าร่วมโครงการ"
ACCOUNT = "บัญชีสาธิต ห้ามโอนจริง"


def read(path: Path) -> dict[str, Any]:
    """One demo file."""
    with path.open("rb") as file:
        return tomllib.load(file)


def files() -> dict[str, dict[str, Any]]:
    """The enterprises by key, as their numbers count them."""
    found = {path.stem: read(path) for path in FOLDER.glob("*.toml")}
    return dict(sorted(found.items(), key=lambda item: str(item[1]["number"])))


def wishes() -> Iterator[Wish]:
    """One cover each."""
    for key, data in files().items():
        yield Wish(_cover(key), data["scene"], data["cover_alt"])


def count() -> int:
    """How many enterprises there are."""
    return len(files())


def load(album: Album) -> Iterator[str]:
    """Open and verify the enterprises that are not there yet; yields each key."""
    begun = timezone.now()
    stories = _stories()
    for key, data in files().items():
        if not Enterprise.objects.filter(registration_number=data["number"]).exists():
            _open(key, data, album, stories)
        yield key
    # Nobody wants forty letters about what is verified already.
    Notice.objects.filter(kind__startswith="enterprise_", read_at=None, created_at__gte=begun).update(
        read_at=timezone.now(), mailed_at=timezone.now()
    )


def enterprise(key: str) -> Enterprise:
    """The enterprise of this file. Raises Enterprise.DoesNotExist before it was loaded."""
    found: Enterprise = Enterprise.objects.get(registration_number=files()[key]["number"])
    return found


def owner(data: dict[str, Any]) -> User:
    """Who owns the enterprise of this file: the demo's seller, or the keeper of all others."""
    if data.get("owner") == Role.SELLER.value:
        return User.objects.get(email=people.address(Role.SELLER))
    keeper: User | None = User.objects.filter(email=KEEPER).first()
    return keeper or User.objects.create_user(KEEPER, None, name="ผู้ดูแลกลุ่มต่าง ๆ (สาธิต)")


def promptpay_id(number: str) -> str:
    """A number that QR codes can be made of and nobody has, from the enterprise's own ("DEMO-0001").

    Its check digit is right, or nothing would accept it. But a citizen's number begins with 1 to 8, and a company's with
    0 and the code of a province, of which none is 00: no bank account can stand behind 0-0000….
    """
    first = number.removeprefix("DEMO-").zfill(12)
    return first + rules.check_digit(first)


@transaction.atomic
def _open(key: str, data: dict[str, Any], album: Album, stories: dict[str, str]) -> None:
    """All of it or nothing, so that a start that was broken off finds no half enterprise."""
    opener = owner(data)
    one = services.open_enterprise(
        owner=opener,
        people=[PersonDraft(**person) for person in data["people"]],
        contact_ways=_ways(key, data),
        **_said(key, data, album, stories),
    )
    services.submit(enterprise=one, actor=opener)
    services.verify(enterprise=one, actor=User.objects.get(email=people.address(Role.MODERATOR)))


def _said(key: str, data: dict[str, Any], album: Album, stories: dict[str, str]) -> dict[str, Any]:
    words = ("name_th", "name_en", "summary_th", "summary_en", "about_th", "about_en", "kind")
    return {
        **{name: data[name] for name in words},
        "registration_number": data["number"],
        "province": Province.objects.get(code=data["province"]),
        "district": District.objects.get(code=data["district"]),
        "subdistrict": Subdistrict.objects.get(code=data["subdistrict"]),
        "lao": Lao.objects.get(key=data["lao"]),
        "lao_exception": WHY_THIS_LAO,
        "story_key": stories.get(data["story"], ""),
        "cover": album.photos.get(_cover(key)),
        "promptpay_id": promptpay_id(data["number"]),
        "promptpay_name": ACCOUNT,
        "is_demo": True,
    }


def _ways(key: str, data: dict[str, Any]) -> list[ContactDraft]:
    return [
        # Not shown: somebody we do not know might have the name.
        ContactDraft(ContactKind.LINE, data["line"], is_published=False),
        ContactDraft(ContactKind.WEBSITE, data["website"], is_published=True),
        ContactDraft(ContactKind.EMAIL, f"{key}@{people.DOMAIN}"),
    ]


def _cover(key: str) -> str:
    return f"enterprise-{key}-cover"


def _stories() -> dict[str, str]:
    """The keys of the published stories by the last part of their address, by which the files name them."""
    hits = search.services.browse(kind="story", locale="th", per_page=50).hits
    return {unquote(hit.url).rstrip("/").rsplit("/", 1)[-1]: hit.key for hit in hits}
