"""What strangers, sellers and certifiers see of certificates, and what they may do on their pages."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Site

from shop.catalogue.services import withdraw
from shop.certification import services, turning
from shop.certification.models import Certificate, State
from shop.enterprises import services as enterprises
from tests.cast import Cast
from tests.shop.certification.ground import NUMBER, asked, body, granted, on, upload
from tests.shop.ground import enterprise, product

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def one(site: Site, cast: Cast, private_files: Path) -> Certificate:
    """A certificate of a product that everybody sees."""
    made = product(enterprise(cast))
    return granted(cast, made.enterprise, made, document=upload())


def page(one: Certificate, *, prefix: str = "", status: int = 200) -> str:
    """What a stranger reads."""
    answer = Client().get(f"{prefix}/shop/certificates/{one.key}/")
    assert answer.status_code == status
    return answer.content.decode()


def test_the_page_proves_what_is_certified_by_whom_until_when(one: Certificate) -> None:
    for prefix, words in (("", "ใช้ได้ถึง"), ("/en", "Valid until")):
        text = page(one, prefix=prefix)
        for said in (NUMBER, "สำนักงานสาธารณสุขจังหวัด", words, one.key, "<svg"):
            assert said in text
    assert "/document/" not in page(one)


def test_a_stranger_reads_since_when_it_holds_no_more(one: Certificate, cast: Cast) -> None:
    on(TODAY() - timedelta(days=40), one, until=TODAY() - timedelta(days=2))
    turning.turn(today=TODAY())
    assert "No longer valid since" in page(one, prefix="/en")
    on(TODAY() - timedelta(days=40), one, until=TODAY() + timedelta(days=2))
    services.revoke(certificate=one, actor=cast.certifier, reason="สูตรเปลี่ยน")
    text = page(one, prefix="/en")
    assert "it was revoked" in text
    assert "สูตรเปลี่ยน" in text


def test_what_nobody_granted_or_nobody_may_see_has_no_page(one: Certificate, cast: Cast) -> None:
    assert one.product is not None
    waits = asked(cast, one.product, number="40-2-01565-2-0009")
    page(waits, status=404)
    withdraw(product=one.product, actor=cast.seller)
    assert one.product.name_th not in page(one)
    enterprises.suspend(enterprise=one.enterprise, actor=cast.moderator, reason="ทดสอบ")
    page(one, status=404)
    assert Client().get(f"/api/v1/certificates/{one.key}").status_code == 404


def test_programs_read_the_same_proof(one: Certificate) -> None:
    told = Client().get(f"/api/v1/certificates/{one.key}?lang=en").json()
    assert (told["number"], told["is_valid"], told["standing"]) == (NUMBER, True, "valid")
    assert told["product"]["id"] == str(one.product_id)
    listed = Client().get("/api/v1/certificates/?scheme=fda&province=40").json()
    assert [(item["id"], item["number"]) for item in listed["items"]] == [(one.key, NUMBER)]
    assert Client().get("/api/v1/certificates/?scheme=gi").json()["total"] == 0
    assert Client().get("/api/v1/products/?certificate=fda").json()["total"] == 1
    assert Client().get("/api/v1/certificates/xxxxxxxxxxxx").status_code == 404


def test_the_badge_stands_beside_the_product_on_cards_and_in_results(one: Certificate) -> None:
    assert one.product is not None
    for address in (
        f"/shop/product/{one.product.slug}/",
        "/shop/",
        "/shop/?certificate=fda",
        f"/search/?q={one.product.name_th}",
    ):
        assert one.url in Client().get(address).content.decode(), address
    other = product(one.enterprise, name_th="กล้วยตาก", name_en="Dried bananas")
    assert other.name_th in Client().get("/shop/").content.decode()
    assert other.name_th not in Client().get("/shop/?certificate=fda").content.decode()
    assert one.enterprise.name_th in Client().get("/shop/makers/?certificate=fda").content.decode()


def test_the_document_is_for_those_concerned_until_the_certifier_makes_it_public(one: Certificate, cast: Cast) -> None:
    address = f"/shop/certificates/{one.key}/document/"
    body(cast, "50", who="stranger")
    codes = {who: cast.client(who).get(address).status_code for who in ("visitor", "owner", "stranger", "editor")}
    assert set(codes.values()) == {404}
    for who in ("seller", "certifier", "moderator"):
        assert cast.client(who).get(address).status_code == 200
    Certificate.objects.update(is_document_public=True)
    assert Client().get(address).status_code == 200
    services.revoke(certificate=one, actor=cast.certifier, reason="ทดสอบ")
    assert Client().get(address).status_code == 404


def filled(**fields: Any) -> dict[str, Any]:
    """The form of a seller."""
    today = TODAY()
    return {
        "scheme": "fda",
        "product": "",
        "stars": "",
        "number": NUMBER,
        "issuer": "สสจ.",
        "valid_from": today.isoformat(),
        "valid_until": f"{today.day}/{today.month}/{today.year + 544}" if (today.month, today.day) != (2, 29) else "",
        **fields,
    }


def test_a_seller_asks_on_the_desk_and_what_is_wrong_stands_beside_its_field(one: Certificate, cast: Cast) -> None:
    client, address = cast.client("seller"), f"/shop/desk/{one.enterprise.slug}/certificates/ask/"
    assert client.get(address).status_code == 200
    wrong = client.post(address, filled(number="123", document=upload()))
    assert wrong.status_code == 422
    assert set(wrong.context["form"].errors) >= {"number", "product"}
    assert 'value="123"' in wrong.content.decode()
    assert Certificate.objects.count() == 1
    good = filled(product=one.product_id, number="40-2-01565-2-0002", form_key="a" * 32)
    for _again in range(2):
        assert client.post(address, good | {"document": upload()}).status_code == 302
    new = Certificate.objects.get(state=State.ASKED)
    assert new.valid_until is None or new.valid_until.year == TODAY().year + 1
    text = client.get(f"/shop/desk/{one.enterprise.slug}/certificates/").content.decode()
    assert new.number in text
    assert NUMBER in text


def test_a_certifier_grants_refuses_and_revokes_by_pages(one: Certificate, cast: Cast) -> None:
    assert one.product is not None
    client = cast.client("certifier")
    first, second = (asked(cast, one.product, number=f"40-2-01565-2-000{number}") for number in (3, 4))
    text = client.get("/shop/certify/").content.decode()
    assert first.key in text
    address = f"/shop/certify/{first.key}/"
    assert client.post(address, {"act": "refuse", "reason": ""}).status_code == 422
    assert client.post(address, {"act": "nonsense"}).status_code == 404
    assert client.post(address, {"act": "grant", "body": one.body_id}).status_code == 302
    assert client.post(f"/shop/certify/{second.key}/", {"act": "refuse", "reason": "ไม่ชัด"}).status_code == 302
    assert client.post(address, {"act": "revoke", "reason": "ผิด"}).status_code == 302
    states = dict(Certificate.objects.exclude(pk=one.pk).values_list("key", "state"))
    assert states == {first.key: State.REVOKED, second.key: State.REFUSED}


def test_a_certifier_grants_without_a_question_within_the_area_only(one: Certificate, cast: Cast) -> None:
    client, far = cast.client("certifier"), enterprise(cast, "กลุ่มไกล", province="50")
    found = client.get("/shop/certify/new/?q=เห็ด").content.decode()
    assert f"?enterprise={one.enterprise.slug}" in found
    assert far.slug not in client.get("/shop/certify/new/").content.decode()
    assert client.get(f"/shop/certify/new/?enterprise={far.slug}").status_code == 404
    address = f"/shop/certify/new/?enterprise={one.enterprise.slug}"
    assert client.post(address, filled()).status_code == 422
    halal = filled(scheme="halal", number="กอท.ฮล. 12/2569", body=one.body_id)
    assert client.post(address, halal).status_code == 302
    assert Certificate.objects.get(scheme="halal").product is None


@pytest.mark.parametrize("who", ["owner", "seller", "editor"])
def test_to_everybody_else_there_is_nothing_to_certify(one: Certificate, cast: Cast, who: str) -> None:
    for address in ("", "new/", f"{one.key}/"):
        assert cast.client(who).get(f"/shop/certify/{address}").status_code == 404
        assert cast.client(who).post(f"/shop/certify/{address}", {"act": "revoke", "reason": "x"}).status_code == 404
    assert Certificate.objects.get().state == State.GRANTED


def test_staff_keep_bodies_and_name_certifiers_by_address(one: Certificate, cast: Cast) -> None:
    client, add = cast.client("moderator"), "/admin/snippets/shop_certification/certifier/add/"
    assert client.get(add).status_code == 200
    stranger = cast.stranger
    refused = client.post(add, {"body": one.body_id, "email": "nobody@example.org"})
    assert refused.status_code == 200
    assert not stranger.certifying.exists()
    assert client.post(add, {"body": one.body_id, "email": stranger.email}).status_code == 302
    assert stranger.certifying.exists()
    assert client.get("/admin/snippets/shop_certification/certifyingbody/").status_code == 200
