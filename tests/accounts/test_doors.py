"""There is one way to sign in; Wagtail's own doors lead to it or are shut."""

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse
from wagtail.models import Page, PageViewRestriction, Site

from tests.cast import Cast

pytestmark = pytest.mark.django_db

DOORS = ["/admin/login/", "/_util/login/", "/en/_util/login/"]


@pytest.mark.parametrize("door", DOORS)
def test_a_door_of_wagtails_leads_to_ours_and_keeps_the_way_back(client: Client, cast: Cast, door: str) -> None:
    answer = client.get(door, {"next": "/admin/pages/?p=2"})
    prefix = "/en" if door.startswith("/en") else ""
    assert answer.headers["Location"] == f"{prefix}/account/login/?next=%2Fadmin%2Fpages%2F%3Fp%3D2"


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "\\\\evil"])
def test_a_way_back_to_another_site_is_forgotten(client: Client, cast: Cast, door: str, elsewhere: str) -> None:
    assert client.get(door, {"next": elsewhere}).headers["Location"].endswith("/account/login/")


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/"])
def test_signing_in_never_leads_to_another_site(client: Client, cast: Cast, elsewhere: str) -> None:
    words = {"login": cast.owner.email, "password": "sala-klang-2569", "next": elsewhere}
    assert client.post(reverse("account_login"), words).headers["Location"] == reverse("account_profile")


def test_posting_to_wagtails_door_signs_nobody_in(client: Client, cast: Cast) -> None:
    words = {"username": cast.editor.email, "password": "sala-klang-2569"}
    assert client.post("/admin/login/", words).headers["Location"].endswith("/account/login/")
    assert "_auth_user_id" not in client.session


def test_who_may_not_open_the_admin_is_told_so_instead_of_being_sent_in_circles(cast: Cast, root: Page) -> None:
    answer = cast.client("member").get("/admin/", follow=True)
    assert answer.status_code == 403
    assert len(answer.redirect_chain) < 3


def test_an_editor_who_signs_in_comes_back_to_the_admin(client: Client, cast: Cast, root: Page) -> None:
    words = {"login": cast.editor.email, "password": "sala-klang-2569"}
    door = client.get("/admin/", follow=True).redirect_chain[-1][0]
    assert client.post(door, words).headers["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_a_page_for_some_people_asks_the_others_to_sign_in_and_refuses_strangers(cast: Cast, site: Site) -> None:
    page = site.root_page.add_child(instance=Page(title="Only here", slug="only-here"))
    rule = PageViewRestriction.objects.create(page=page, restriction_type="groups")
    rule.groups.set(cast.researcher.groups.filter(name="researcher"))
    url = page.get_url()
    assert "/account/login/" in cast.client("visitor").get(url, follow=True).redirect_chain[-1][0]
    assert cast.client("stranger").get(url, follow=True).status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "/admin/password_reset/",
        "/admin/password_reset/done/",
        "/admin/password_reset/confirm/MQ/abc-def/",
        "/admin/password_reset/complete/",
        "/account/login/code/",
        "/account/login/code/confirm/",
        "/account/phone/verify/",
        "/account/3rdparty/",
    ],
)
@pytest.mark.parametrize("who", ["visitor", "editor", "administrator"])
def test_a_page_that_this_platform_does_not_use_is_not_there(cast: Cast, root: Page, path: str, who: str) -> None:
    answer = cast.client(who).get(path)
    assert answer.status_code == 404 or "/account/login/" in answer.headers.get("Location", "/account/login/")
    assert answer.status_code in {302, 404}
    assert who == "visitor" or answer.status_code == 404


def test_wagtails_own_account_page_changes_neither_password_nor_address(cast: Cast, root: Page) -> None:
    client = cast.client("editor")
    page = client.get("/admin/account/").content.decode()
    assert 'name="password-new_password1"' not in page
    assert 'name="name_email-email"' not in page
    before = cast.editor.password
    client.post("/admin/account/", {"name_email-email": "x@example.org", "password-new_password1": "field-path-88"})
    cast.editor.refresh_from_db()
    assert (cast.editor.email, cast.editor.password) == ("editor@example.org", before)


def test_unused_names_of_allauth_are_not_routed() -> None:
    for name in ["account_request_login_code", "account_confirm_login_code", "account_signup_by_passkey"]:
        with pytest.raises(NoReverseMatch):
            reverse(name)
