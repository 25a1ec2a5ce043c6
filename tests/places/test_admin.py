"""The registry in the admin: found in Thai, kept by who may, filled by a spreadsheet after a look at what it would do."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cms.places.models import Lao, LaoImport, Province, Subdistrict
from cms.places.services import register_lao
from tests.cast import Cast
from tests.places.ground import ground

pytestmark = pytest.mark.django_db

UPLOAD = "/admin/laos/import/"
LIST = "wagtailsnippets_places_lao:list"


@pytest.fixture(autouse=True)
def registry(root: object) -> None:
    ground("40", "50")
    register_lao(type="tao", name_th="หนองบัวใหม่", name_en="Nong Bua Mai", province="40", district="4001")
    register_lao(type="pao", name_th="เชียงใหม่", name_en="Chiang Mai", province="50")


@pytest.fixture
def admin(cast: Cast) -> Client:
    return cast.client("administrator")


def upload(client: Client, text: str, name: str = "laos.csv") -> str:
    answer = client.post(UPLOAD, {"file": SimpleUploadedFile(name, text.encode())})
    assert answer.status_code == 302, answer.context["form"].errors
    return str(answer.headers["Location"])


@pytest.mark.parametrize("text", ["หนองบัว", "อบต.หนองบัว", "องค์การบริหารส่วนตำบล", "nong bua", "TAO"])
def test_an_lao_is_found_in_the_admin_by_any_part_of_what_it_is_called(admin: Client, text: str) -> None:
    page = admin.get(reverse(LIST), {"q": text}).content.decode()
    assert "อบต.หนองบัวใหม่" in page
    assert "อบจ.เชียงใหม่" not in page


def test_an_lao_is_chosen_by_a_part_of_its_thai_name(admin: Client) -> None:
    chooser = reverse("wagtailsnippetchoosers_places_lao:choose_results")
    page = admin.get(chooser, {"q": "หนองบัว"}).content.decode()
    assert "อบต.หนองบัวใหม่" in page
    assert "อบจ.เชียงใหม่" not in page


def test_a_place_is_chosen_by_a_part_of_its_name(admin: Client) -> None:
    chooser = reverse("wagtailsnippetchoosers_places_subdistrict:choose_results")
    assert "พระลับ" in admin.get(chooser, {"q": "ระลับ"}).content.decode()


def test_an_lao_added_in_the_admin_gets_its_key_and_loses_the_type_in_its_name(admin: Client) -> None:
    form = {"type": "tao", "name_th": "อบต.ท่าพระ", "name_en": "Tha Phra", "province": "40", "district": "4001"}
    answer = admin.post(
        reverse("wagtailsnippets_places_lao:add"), {**form, "key": "", "official_code": "", "subdistrict": ""}
    )
    assert answer.status_code == 302
    assert Lao.objects.get(key="tha-phra-tao").name_th == "ท่าพระ"


def test_places_that_do_not_lie_in_one_another_are_refused_beside_their_field(admin: Client) -> None:
    form = {"type": "tao", "name_th": "ท่าพระ", "name_en": "", "province": "40", "district": "5001"}
    answer = admin.post(
        reverse("wagtailsnippets_places_lao:add"), {**form, "key": "", "official_code": "", "subdistrict": ""}
    )
    assert answer.status_code == 200
    assert "district" in answer.context["form"].errors
    assert Lao.objects.count() == 2


def test_a_key_stays_whatever_is_posted(admin: Client) -> None:
    lao = Lao.objects.get(type="tao")
    form = {"type": "tao", "name_th": "หนองบัวเก่า", "name_en": "", "province": "40", "district": "4001"}
    url = reverse("wagtailsnippets_places_lao:edit", args=[lao.pk])
    assert admin.post(url, {**form, "key": "other", "official_code": "", "subdistrict": ""}).status_code == 302
    lao.refresh_from_db()
    assert (lao.key, lao.name_th) == ("nong-bua-mai-tao", "หนองบัวเก่า")


def test_places_are_looked_at_and_never_changed(admin: Client) -> None:
    assert "ขอนแก่น" in admin.get(reverse("wagtailsnippets_places_province:list"), {"q": "แก่น"}).content.decode()
    assert admin.get(reverse("wagtailsnippets_places_province:inspect", args=["40"])).status_code == 200
    for name, args in [("add", []), ("edit", ["40"]), ("delete", ["40"])]:
        answer = admin.post(reverse(f"wagtailsnippets_places_province:{name}", args=args), {"name_th": "อื่น"})
        assert answer.status_code in (302, 403)
    assert Province.objects.get(code="40").name_th == "ขอนแก่น"
    assert Province.objects.count() == 2


def test_not_even_a_superuser_deletes_places_in_bulk(cast: Cast) -> None:
    cast.owner.is_superuser = True
    cast.owner.save()
    url = reverse("wagtail_bulk_action", args=["places", "subdistrict", "delete"]) + "?id=500101"
    answer = cast.client("owner").post(url)
    assert answer.status_code in (302, 403)
    assert Subdistrict.objects.filter(code="500101").exists()


def test_a_sheet_is_shown_before_it_is_imported_and_then_imported(admin: Client) -> None:
    preview = upload(admin, "ชื่อ,จังหวัด,อำเภอ\nอบต.พระลับ,ขอนแก่น,เมือง\n")
    page = admin.get(preview)
    assert "อบต.พระลับ" in page.content.decode()
    assert Lao.objects.count() == 2
    assert admin.post(preview).headers["Location"] == reverse(LIST)
    assert Lao.objects.get(name_th="พระลับ").district_id == "4001"
    assert admin.post(preview).status_code == 404
    assert Lao.objects.count() == 3


def test_problems_are_shown_row_by_row_and_confirming_changes_nothing(admin: Client) -> None:
    preview = upload(admin, "ชื่อ,จังหวัด\nอบต.พระลับ,ขอนแก่น\nอบต.<b>ก</b>,ขอนแกน\n")
    page = admin.get(preview).content.decode()
    assert "<td>3</td>" in page
    assert "<td>ขอนแกน</td>" in page
    assert "<b>ก</b>" not in page
    assert admin.post(preview, follow=True).status_code == 200
    assert Lao.objects.count() == 2
    assert LaoImport.objects.get().applied_at is None


def test_a_file_that_is_no_sheet_is_refused_beside_its_field(admin: Client) -> None:
    answer = admin.post(UPLOAD, {"file": SimpleUploadedFile("a.png", b"\x89PNG\r\n\x1a\n\x00")})
    assert answer.status_code == 200
    assert "file" in answer.context["form"].errors
    assert not LaoImport.objects.exists()


@pytest.mark.parametrize("who", ["visitor", "member", "lao_officer", "editor"])
def test_who_may_not_add_and_change_laos_may_not_import_or_export(cast: Cast, who: str) -> None:
    admin = cast.client("administrator")
    preview = upload(admin, "ชื่อ,จังหวัด\nอบต.พระลับ,ขอนแก่น\n")
    client = cast.client(who)
    for url in (UPLOAD, preview, "/admin/laos/files/laos.xlsx", "/admin/laos/files/template.xlsx"):
        assert client.get(url).status_code in (302, 403)
        assert client.post(url).status_code in (302, 403, 405)
    assert Lao.objects.count() == 2


def test_nobody_confirms_the_upload_of_another(admin: Client, cast: Cast) -> None:
    preview = upload(admin, "ชื่อ,จังหวัด\nอบต.พระลับ,ขอนแก่น\n")
    other = cast.owner
    other.is_superuser = True
    other.save()
    assert cast.client("owner").post(preview).status_code == 404
    assert Lao.objects.count() == 2


@pytest.mark.parametrize("name", ["template.xlsx", "laos.xlsx", "laos.csv"])
def test_the_files_come_as_downloads(admin: Client, name: str) -> None:
    answer = admin.get(f"/admin/laos/files/{name}")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert len(answer.content) > 100
