"""A profile: what it shows, what it never shows, where it is found."""

import json
import re

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from wagtail.models import Locale, PageViewRestriction

from cms.blocks.models import Source
from cms.lao.models import LaoIndexPage, LaoProfilePage, Participation, Phase
from cms.lao.rules import has_contact_details
from cms.places.models import Lao
from media.rendering import render
from media.services import add_photo
from search.services import find, generation
from tests.cast import Cast
from tests.lao.reading import words
from tests.media import samples
from tests.pages_made import make_lao, make_lao_profile, make_story, translate


@pytest.fixture
def lao(directory: LaoIndexPage) -> Lao:
    """A tambon of Khon Kaen."""
    return make_lao(district="4001")


def test_a_profile_says_who_where_and_what_it_took_part_in(lao: Lao, client: Client) -> None:
    source = Source.objects.create(key="002", title_th="รายงานประจำปี", title_en="Annual report", year=2024)
    Participation.objects.create(lao=lao, phase=Phase.TWO, project_th="ตลาดชุมชน", year=2024, source=source, line="2562")
    page = make_lao_profile(lao, vision="อยู่ดีมีสุข", address="99 หมู่ 3", website="https://lao.example.org/")
    html = client.get(page.url).content.decode()
    text = words(html)
    for expected in (lao.formal_name, "อยู่ดีมีสุข", "99 หมู่ 3", "ตลาดชุมชน", "รายงานประจำปี", "2562", "พ.ศ. 2567"):
        assert expected in text
    assert f'href="{page.get_parent().url}?province=40"' in html
    assert f'href="{page.get_parent().url}?type=tao"' in html


def listed(html: str, section: str) -> list[str]:
    """The titles of the cards in this section, in order."""
    part = html.split(f'aria-labelledby="{section}"')[1].split("</section>")[0]
    return [words(title) for title in re.findall(r'<h3 class="card-title">(.*?)</h3>', part, re.DOTALL)]


def test_its_stories_and_neighbours_are_the_published_ones_only(lao: Lao, client: Client) -> None:
    page = make_lao_profile(lao)
    make_story("เรื่องที่นี่", lao=lao)
    make_story("เรื่องที่อื่น", lao=make_lao("เชียงดาว", "subdistrict_municipality", "50", name_en="Chiang Dao"))
    make_story("เรื่องที่ถอนแล้ว", lao=lao).unpublish()
    make_lao_profile(make_lao("ขอนแก่น", "city", name_en="Khon Kaen"))
    html = client.get(page.url).content.decode()
    assert listed(html, "stories") == ["เรื่องที่นี่"]
    assert listed(html, "neighbours") == ["เทศบาลนครขอนแก่น"]


def test_a_draft_is_shown_to_nobody(lao: Lao, client: Client) -> None:
    page = make_lao_profile(lao, vision="เผยแพร่แล้ว")
    page.vision = "ยังเป็นร่าง"
    page.save_revision()
    assert "ยังเป็นร่าง" not in client.get(page.url).content.decode()
    page.unpublish()
    assert client.get(page.url).status_code == 404


@pytest.mark.parametrize(
    ("text", "names_one"),
    [
        ("99 หมู่ 3 ต.ในเมือง 40000", False),
        ("12/345 ถ.มิตรภาพ อ.เมือง จ.ขอนแก่น ๔๐๐๐๐", False),
        ("99 โทร. 043-123-456", True),
        ("99 โทร ๐๘๑ ๒๓๔ ๕๖๗๘", True),
        ("99 +66 81 234 5678", True),
        ("99 office@lao.go.th", True),
    ],
)
def test_telephone_numbers_and_addresses_of_mail_are_told_from_places(text: str, names_one: bool) -> None:
    assert has_contact_details(text) is names_one


def test_an_address_with_a_telephone_number_is_not_published(lao: Lao) -> None:
    with pytest.raises(ValidationError) as refused:
        make_lao_profile(lao, address="99 หมู่ 3 โทร. 043-123-456")
    assert set(refused.value.message_dict) == {"address"}
    assert not LaoProfilePage.objects.filter(live=True).exists()


def test_the_database_refuses_an_address_of_mail_and_a_second_profile(lao: Lao) -> None:
    page = make_lao_profile(lao)
    with pytest.raises(IntegrityError), transaction.atomic():
        LaoProfilePage.objects.filter(pk=page.pk).update(address="office@lao.go.th")
    other = make_lao_profile(make_lao("ขอนแก่น", "city", name_en="Khon Kaen"))
    with pytest.raises(IntegrityError), transaction.atomic():
        LaoProfilePage.objects.filter(pk=other.pk).update(lao=lao)


def test_a_second_profile_of_an_lao_is_refused_beside_the_field(lao: Lao) -> None:
    make_lao_profile(lao)
    with pytest.raises(ValidationError) as refused:
        LaoProfilePage(title="อีกหน้า", slug="x", lao=lao, path="00010001", depth=2).validate_constraints()
    assert set(refused.value.message_dict) == {"lao"}


def test_a_translation_carries_words_and_reads_its_facts_from_the_thai_page(lao: Lao, client: Client) -> None:
    page = make_lao_profile(lao, address="99 หมู่ 3", website="https://lao.example.org/")
    english = translate(page, title="Nong Waeng TAO", slug="nong-waeng", vision="Well and content")
    assert english.lao_id is None
    text = words(client.get(english.url).content.decode())
    for expected in (
        "Nong Waeng Tambon Administrative Organization",
        "Khon Kaen Province",
        "99 หมู่ 3",
        "Well and content",
    ):
        assert expected in text


@pytest.mark.parametrize("away", ["withdrawn", "restricted"])
def test_a_thai_profile_that_is_not_public_lends_nobody_its_facts(lao: Lao, client: Client, away: str) -> None:
    page = make_lao_profile(lao, title="ตำบลของเรา", address="99 หมู่ 3", website="https://lao.example.org/")
    english = translate(page, title="Our tambon", slug="ours")
    assert [hit.title for hit in find("Khon Kaen", locale="en").hits] == ["Our tambon"]
    if away == "withdrawn":
        page.unpublish()
    else:
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    answer = client.get(english.url)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert [fact for fact in ("Nong Waeng", "Khon Kaen", "99 หมู่ 3", "lao.example.org") if fact in html] == []
    assert not find("Khon Kaen", locale="en").hits
    assert [entry.url for entry in client.get("/en/lao/").context["entries"]] == [""]


def test_a_translation_may_be_published_before_its_thai_page_is_again(lao: Lao, client: Client) -> None:
    page = make_lao_profile(lao)
    english = translate(page, title="Our tambon", slug="ours")
    page.unpublish()
    english.vision = "Well and content"
    english.save_revision().publish()
    assert "Well and content" in client.get(english.url).content.decode()
    page.save_revision().publish()
    assert "Khon Kaen Province" in client.get(english.url).content.decode()


def test_an_untranslated_profile_is_offered_in_thai_with_a_line_that_says_so(lao: Lao, client: Client) -> None:
    page = make_lao_profile(lao, vision="อยู่ดีมีสุข")
    response = client.get(f"/en{page.url}")
    html = response.content.decode()
    assert response.status_code == 200
    assert "This page has not been translated yet" in html
    assert re.search(r'<div lang="th">.*อยู่ดีมีสุข', html, re.DOTALL)


def test_a_profile_cannot_be_copied(lao: Lao, cast: Cast) -> None:
    page = make_lao_profile(lao)
    client = cast.client("administrator")
    answer = client.post(f"/admin/pages/{page.pk}/copy/", {"new_title": "x", "new_slug": "x"})
    assert answer.status_code == 302
    assert LaoProfilePage.objects.count() == 1


def test_machines_read_what_it_is(lao: Lao, client: Client) -> None:
    page = make_lao_profile(lao, website="https://lao.example.org/")
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', client.get(page.url).content.decode())
    assert found is not None
    main = json.loads(found[1])["@graph"][0]
    assert main["@type"] == "GovernmentOrganization"
    assert main["name"] == lao.formal_name
    assert main["sameAs"] == "https://lao.example.org/"


def test_a_renamed_lao_is_found_by_its_new_name_at_once(lao: Lao, client: Client) -> None:
    page = make_lao_profile(lao, title="ตำบลของเรา")
    translate(page, title="Our tambon", slug="ours")
    before = generation()
    lao.name_th, lao.name_en = "ดอนหัน", "Don Han"
    lao.save()
    assert generation() > before
    assert [hit.title for hit in find("ดอนหัน", locale="th").hits] == ["ตำบลของเรา"]
    assert [hit.title for hit in find("Don Han", locale="en").hits] == ["Our tambon"]
    assert not find("หนองแวง", locale="th").hits


def test_a_new_participation_reaches_the_kept_page_at_once(lao: Lao, client: Client) -> None:
    page = make_lao_profile(lao)
    assert "ตลาดชุมชน" not in client.get(page.url).content.decode()
    row = Participation.objects.create(lao=lao, phase=Phase.ONE, project_th="ตลาดชุมชน")
    assert "ตลาดชุมชน" in client.get(page.url).content.decode()
    row.delete()
    assert "ตลาดชุมชน" not in client.get(page.url).content.decode()


def test_a_profile_that_names_no_lao_is_not_published(directory: LaoIndexPage) -> None:
    page = LaoProfilePage(title="ไม่มีเจ้าของ", locale=Locale.objects.get(language_code="th"), live=False)
    directory.add_child(instance=page)
    with pytest.raises(ValidationError) as refused:
        page.save_revision().publish()
    assert set(refused.value.message_dict) == {"lao"}
    assert not LaoProfilePage.objects.filter(live=True).exists()


def test_its_cover_is_shown_large_though_lists_beside_it_show_pictures_small(lao: Lao) -> None:
    photo = add_photo(title="ทุ่งนา", description="ภาพทุ่งนา", image=samples.jpeg())
    page = make_lao_profile(lao, cover=photo)
    make_story("เรื่องที่นี่", lao=lao, cover=photo)
    render(photo.pk)
    html = Client().get(page.url).content.decode()
    assert "photo-pending" not in html
    assert 'property="og:image"' in html
    assert "-wide-" in html.split('class="hero-picture"')[1].split("</picture>")[0]
