"""The forms by which a member asks for a role, and the page that tells what became of it."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from cms.accounts import role_requests
from cms.accounts.letters import LETTERS_AN_HOUR
from cms.accounts.models import RoleRequest, User
from cms.accounts.representing import RequestState
from tests.accounts.role_asking import FILLED, PDF, officer, pdf, photo, representative, researcher, send_form
from tests.cast import Cast
from tests.media import samples
from tests.pages_made import make_lao

pytestmark = pytest.mark.django_db

ROLES = ("lao_officer", "community_representative", "researcher")


@pytest.fixture(autouse=True)
def nong_waeng(khon_kaen: Path) -> None:
    """The LAO that officers ask for."""
    make_lao(district="4001")


@pytest.mark.parametrize("role", ROLES)
def test_a_good_request_is_kept_and_the_member_reads_where_it_stands(cast: Cast, role: str) -> None:
    client = cast.client("owner")
    answer = send_form(client, role)
    assert (answer.status_code, answer["Location"]) == (302, "/account/roles/")
    kept = RoleRequest.objects.get()
    assert (kept.user, kept.role, kept.position) == (cast.owner, role, "ปลัด")
    html = client.get("/account/roles/").content.decode()
    assert kept.about in html
    assert reverse("account_withdraw_role_request", args=[kept.pk]) in html
    assert reverse("account_ask_for_role", args=[role]) not in html


def test_what_each_role_names_is_kept(cast: Cast) -> None:
    for role in ROLES:
        send_form(cast.client("owner"), role)
    of = {one.role: one for one in RoleRequest.objects.all()}
    assert of["lao_officer"].lao is not None
    assert of["lao_officer"].lao.name_th == "หนองแวง"
    village = of["community_representative"]
    assert village.subdistrict is not None
    assert (village.subdistrict.name_th, village.community, village.moo) == ("บ้านเป็ด", "บ้านดอน", 3)
    assert (of["researcher"].province_id, of["researcher"].institution) == ("40", "มหาวิทยาลัยขอนแก่น")


@pytest.mark.parametrize("typed", ["อบต.หนองแวง", "องค์การบริหารส่วนตำบลหนองแวง", "nong waeng", " หนองแวง ", "แวง"])
def test_an_lao_is_found_however_it_is_written(cast: Cast, typed: str) -> None:
    assert send_form(cast.client("owner"), "lao_officer", lao_name=typed).status_code == 302


def test_several_laos_of_one_name_come_back_as_a_choice(cast: Cast) -> None:
    town = make_lao(kind="town", district="4001")
    client = cast.client("owner")
    answer = send_form(client, "lao_officer")
    assert set(answer.context["form"].errors) == {"which"}
    assert "เทศบาลเมืองหนองแวง" in answer.content.decode()
    again = {"kept": answer.context["form"]["kept"].value(), "paper": None}
    assert send_form(client, "lao_officer", which="987654321", **again).status_code == 422
    assert not RoleRequest.objects.exists()
    assert send_form(client, "lao_officer", which=str(town.pk), **again).status_code == 302
    assert RoleRequest.objects.get().lao == town


def test_several_subdistricts_of_one_name_come_back_as_a_choice(cast: Cast) -> None:
    client = cast.client("owner")
    answer = send_form(client, "community_representative", subdistrict_name="ต.ในเมือง")
    html = answer.content.decode()
    assert set(answer.context["form"].errors) == {"which"}
    assert 'value="400101"' in html
    assert "อำเภอบ้านไผ่" in html
    send_form(client, "community_representative", subdistrict_name="ต.ในเมือง", which="400101")
    assert RoleRequest.objects.get().subdistrict_id == "400101"


@pytest.mark.parametrize(
    ("role", "changes", "field"),
    [
        ("lao_officer", {"lao_name": "ไม่มีที่ไหน"}, "lao_name"),
        ("lao_officer", {"lao_name": "(-)"}, "lao_name"),
        ("lao_officer", {"lao_name": "หนอง\x00แวง"}, "lao_name"),
        ("lao_officer", {"province": "50"}, "lao_name"),
        ("lao_officer", {"province": "99"}, "province"),
        ("lao_officer", {"position": "x" * 121}, "position"),
        ("community_representative", {"subdistrict_name": "ไม่มี"}, "subdistrict_name"),
        ("community_representative", {"subdistrict_name": "า"}, "subdistrict_name"),
        ("community_representative", {"moo": "100"}, "moo"),
        ("community_representative", {"moo": "สาม"}, "moo"),
        ("community_representative", {"community": " "}, "community"),
        ("community_representative", {"community": "()"}, "community"),
        ("researcher", {"institution": ""}, "institution"),
        ("researcher", {"paper": None}, "paper"),
    ],
)
def test_a_mistake_stands_beside_its_field_and_what_was_typed_is_kept(
    cast: Cast, role: str, changes: dict[str, str], field: str
) -> None:
    answer = send_form(cast.client("owner"), role, **changes)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {field}
    assert FILLED[role]["statement"] in answer.content.decode()
    assert not RoleRequest.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("a.txt", b"only words"),
        ("a.pdf", samples.pdf_with_hidden_script()),
        ("a.pdf", b"%PDF-1.4 cut off"),
        ("a.docx", samples.office("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml")),
        ("a.png", b""),
    ],
    ids=["svg", "text", "script", "cut", "word", "empty"],
)
def test_evidence_is_judged_by_its_content(cast: Cast, khon_kaen: Path, name: str, content: bytes) -> None:
    bad = SimpleUploadedFile(name, content, content_type="application/pdf")
    answer = send_form(cast.client("owner"), "researcher", paper=bad)
    assert set(answer.context["form"].errors) == {"paper"}
    assert not RoleRequest.objects.exists()
    assert not khon_kaen.exists()


def test_a_picture_forgets_where_it_was_taken(cast: Cast, khon_kaen: Path) -> None:
    send_form(cast.client("owner"), "researcher", paper=photo())
    [file] = khon_kaen.iterdir()
    assert file.suffix == ".jpg"
    assert samples.GPS_MAKER.encode() not in file.read_bytes()


def test_a_good_file_is_not_sent_twice(cast: Cast, khon_kaen: Path) -> None:
    client = cast.client("owner")
    first = send_form(client, "researcher", institution="", paper=pdf("<b>ก.pdf"))
    html = first.content.decode()
    assert "&lt;b&gt;" in html
    assert "<b>ก" not in html
    word = first.context["form"]["kept"].value()
    second = send_form(client, "researcher", position="", paper=None, kept=word)
    assert set(second.context["form"].errors) == {"position"}
    assert send_form(client, "researcher", paper=None, kept=word).status_code == 302
    [file] = khon_kaen.iterdir()
    assert file.read_bytes() == PDF
    assert RoleRequest.objects.get().paper.name == f"role-requests/{file.name}"


def test_a_word_of_somebody_else_or_of_nobody_opens_no_file(cast: Cast) -> None:
    word = send_form(cast.client("owner"), "researcher", institution="").context["form"]["kept"].value()
    for forged in (word, "nonsense", ""):
        answer = send_form(cast.client("stranger"), "researcher", paper=None, kept=forged)
        assert set(answer.context["form"].errors) == {"paper"}
    assert not RoleRequest.objects.exists()


def test_a_second_request_is_refused_with_what_was_typed_kept(cast: Cast) -> None:
    client = cast.client("owner")
    send_form(client, "researcher")
    answer = send_form(client, "researcher", statement="ขออีกครั้ง")
    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors()
    assert "ขออีกครั้ง" in answer.content.decode()
    assert RoleRequest.objects.count() == 1


def test_who_sends_too_often_is_asked_to_wait(cast: Cast) -> None:
    client = cast.client("owner")
    for _ in range(LETTERS_AN_HOUR):
        send_form(client, "researcher")
        RoleRequest.objects.update(state=RequestState.WITHDRAWN)
    answer = send_form(client, "researcher")
    assert answer.context["form"].non_field_errors()
    assert RoleRequest.objects.count() == LETTERS_AN_HOUR


def test_a_request_is_withdrawn_by_its_owner_only_and_its_paper_goes(
    cast: Cast, khon_kaen: Path, django_capture_on_commit_callbacks: object
) -> None:
    request = researcher(cast.owner)
    address = reverse("account_withdraw_role_request", args=[request.pk])
    for who in ("stranger", "moderator"):
        assert cast.client(who).post(address).status_code == 404
    request.refresh_from_db()
    assert request.state == RequestState.ASKED
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # a fixture of pytest-django
        assert cast.client("owner").post(address).status_code == 302
    request.refresh_from_db()
    assert (request.state, bool(request.paper)) == (RequestState.WITHDRAWN, False)
    assert list(khon_kaen.iterdir()) == []
    assert cast.client("owner").post(address, follow=True).status_code == 200


def test_the_page_says_why_a_request_was_refused_and_for_whom_one_speaks(cast: Cast) -> None:
    role_requests.grant(request=representative(cast.owner), actor=cast.moderator)
    role_requests.refuse(request=researcher(cast.owner), actor=cast.moderator, reason="เอกสารไม่ชัด")
    html = cast.client("owner").get("/en/account/roles/").content.decode()
    assert "เอกสารไม่ชัด" in html
    assert "บ้านดอน หมู่ที่ 3" in html
    assert "เอกสารไม่ชัด" not in cast.client("stranger").get("/account/roles/").content.decode()


def test_a_long_list_costs_no_more_queries(cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(12):
        lao = make_lao(f"ที่{number}", district="4001", name_en=f"No {number}")
        role_requests.grant(request=officer(cast.owner, lao), actor=cast.moderator)
    client = cast.client("owner")
    client.get("/account/roles/")
    with django_assert_max_num_queries(12):
        html = client.get("/account/roles/").content.decode()
    assert html.count('class="role-row"') == 22
    assert client.get("/account/roles/?page=2").status_code == 200


def test_who_left_and_visitors_see_no_form(cast: Cast) -> None:
    assert cast.client("visitor").get("/account/roles/ask/researcher/")["Location"].startswith("/account/login/")
    assert cast.client("owner").get("/account/roles/ask/editor/").status_code == 404
    assert User.objects.filter(pk=cast.owner.pk).exists()
