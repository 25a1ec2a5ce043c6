"""What a learner and a visitor see and press; the pages work without a script."""

from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.http import urlencode
from wagtail.models import Page, Site

from cms.academy import services
from cms.academy.learning import CourseTally, Enrolment, LessonDone
from cms.academy.tasks import count_learners
from cms.lao.models import LaoIndexPage
from search.services import browse
from tests.academy.ground import academy, course, lesson, lessons
from tests.cast import Cast
from tests.pages.press import found, index_is_true
from tests.pages_made import make_lao, make_lao_profile, make_story, provinces, section, translate

pytestmark = pytest.mark.django_db


def text_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def at(name: str, key: object) -> str:
    return reverse(f"learning_{name}", args=[key])


def test_the_list_filters_by_level_and_counts_lessons_and_hours(site: Site) -> None:
    easy, hard = course("ปลูกผัก"), course("ขายผัก", level="advanced", hours=None)
    lessons(easy, "หนึ่ง", "สอง")
    shown = text_of(Client().get(academy().url))
    assert easy.title in shown
    assert hard.title in shown
    assert "2 บทเรียน" in shown
    assert "2.5 ชั่วโมง" in shown
    only = text_of(Client().get(academy().url + "?level=advanced"))
    assert hard.title in only
    assert f">{easy.title}<" not in only
    assert f">{easy.title}<" in text_of(Client().get(academy().url + "?level=nonsense"))


def test_an_academy_without_courses_says_so(site: Site) -> None:
    assert "ยังไม่มีหลักสูตร" in text_of(Client().get(academy().url))


def test_a_visitor_reads_every_lesson_and_is_offered_to_sign_in_and_come_back(site: Site) -> None:
    page = course()
    one, two = lessons(page, "หนึ่ง", "สอง")
    shown = text_of(Client().get(one.url))
    assert '<h2 id="part-1">ตอนแรก</h2>' in shown
    assert '<h2 id="part-2">' in shown
    assert f'href="/account/login/?{urlencode({"next": unquote(one.url)})}"' in shown
    assert two.url in shown
    assert "learning.js" not in shown
    assert "/learning/lessons/" not in shown
    assert Enrolment.objects.count() == 0


def test_sections_stand_in_the_order_of_the_tree(site: Site) -> None:
    page = course()
    lesson(page, "หนึ่ง", section_title="ตอนต้น")
    lesson(page, "สอง")
    lesson(page, "สาม", section_title="ตอนปลาย")
    shown = text_of(Client().get(page.url))
    places = [shown.index(words) for words in (">ตอนต้น<", ">หนึ่ง<", ">สอง<", ">ตอนปลาย<", ">สาม<")]
    assert places == sorted(places)


def test_a_learner_enrols_marks_done_and_completes_by_plain_forms(site: Site, cast: Cast) -> None:
    page = course()
    one, two = lessons(page, "หนึ่ง", "สอง")
    client = cast.client("owner", enforce_csrf_checks=True)
    shown = client.get(page.url)
    token = str(shown.context["csrf_token"])
    assert client.post(at("enrol", page.translation_key)).status_code == 403
    send = {"csrfmiddlewaretoken": token}
    assert client.post(at("enrol", page.translation_key), send)["Location"] == one.url
    assert "0 จาก 2" in text_of(client.get(one.url))
    assert client.post(at("done", one.translation_key), send)["Location"] == two.url
    assert "1 จาก 2" in text_of(client.get(two.url))
    done = client.post(at("done", two.translation_key), send, follow=True)
    assert done.redirect_chain[-1][0] == at("completion", page.translation_key)
    assert page.title in text_of(done)
    assert cast.owner.name in text_of(done)
    assert "ไม่ใช่ประกาศนียบัตร" in text_of(done)
    assert "no-store" in done["Cache-Control"]
    assert at("completion", page.translation_key) in text_of(client.get(page.url))


def test_who_enrols_from_a_lesson_stays_in_it(site: Site, cast: Cast) -> None:
    page = course()
    _one, two = lessons(page, "หนึ่ง", "สอง")
    answer = cast.client("owner").post(at("enrol", page.translation_key), {"lesson": str(two.translation_key)})
    assert answer["Location"] == two.url


def test_the_page_of_completion_is_for_its_learner_only(site: Site, cast: Cast) -> None:
    page = course()
    services.enrol(user=cast.owner, course=page)
    services.mark_done(user=cast.owner, lesson=lesson(page))
    services.enrol(user=cast.stranger, course=page)
    address = at("completion", page.translation_key)
    assert cast.client("owner").get(address).status_code == 200
    assert cast.client("stranger").get(address).status_code == 404
    assert cast.client("visitor").get(address).status_code == 302
    page.unpublish()
    assert page.title in text_of(cast.client("owner").get(address))


def test_another_device_goes_on_at_the_heading(site: Site, cast: Cast) -> None:
    page = course()
    lessons(page, "หนึ่ง")
    two = lesson(page, "สอง")
    phone, tablet = cast.client("owner"), cast.client("owner")
    services.enrol(user=cast.owner, course=page)
    assert 'data-place="' in text_of(phone.get(two.url))
    assert phone.post(at("place", two.translation_key), {"anchor": "part-2"}).status_code == 204
    assert f'href="{two.url}#part-2"' in text_of(tablet.get(page.url))
    assert phone.post(at("place", two.translation_key), {"anchor": "<b>"}).status_code == 400
    assert cast.client("stranger").post(at("place", two.translation_key), {"anchor": "part-1"}).status_code == 404
    assert f'href="{two.url}#part-2"' in text_of(tablet.get(reverse("learning")))


def test_looking_at_lessons_writes_nothing(site: Site, cast: Cast) -> None:
    page = course()
    only = lesson(page)
    services.enrol(user=cast.owner, course=page)
    before = Enrolment.objects.values().get()
    cast.client("owner").get(only.url)
    cast.client("owner").get(page.url)
    assert Enrolment.objects.values().get() == before


def test_a_lesson_withdrawn_while_it_is_learned_answers_404_and_is_linked_nowhere(site: Site, cast: Cast) -> None:
    page = course()
    one, two = lessons(page, "หนึ่ง", "สอง")
    client = cast.client("owner")
    services.enrol(user=cast.owner, course=page)
    services.mark_done(user=cast.owner, lesson=one)
    services.remember_place(user=cast.owner, lesson=two, anchor="part-1")
    address = two.url
    two.unpublish()
    assert client.get(address).status_code == 404
    told = client.post(at("done", two.translation_key), follow=True)
    assert "ถูกถอนออกแล้ว" in text_of(told)
    assert LessonDone.objects.count() == 1
    mine = text_of(client.get(reverse("learning")))
    assert address not in mine
    assert at("finish", page.translation_key) in mine
    assert client.post(at("finish", page.translation_key))["Location"] == at("completion", page.translation_key)


def test_a_course_withdrawn_while_it_is_learned_is_named_to_nobody(site: Site, cast: Cast) -> None:
    page = course("หลักสูตรที่หายไป")
    lesson(page)
    services.enrol(user=cast.owner, course=page)
    page.unpublish()
    mine = text_of(cast.client("owner").get(reverse("learning")))
    assert "หลักสูตรที่หายไป" not in mine
    assert "ไม่ได้เผยแพร่แล้ว" in mine
    assert cast.client("owner").post(at("leave", page.translation_key)).status_code == 302
    assert Enrolment.objects.get().left_at is not None


def test_unfinished_business_is_refused_with_a_sentence(site: Site, cast: Cast) -> None:
    page = course()
    only = lesson(page)
    client = cast.client("owner")
    services.enrol(user=cast.owner, course=page)
    assert "ยังมีบทที่คุณยังไม่ได้เรียน" in text_of(client.post(at("finish", page.translation_key), follow=True))
    services.mark_done(user=cast.owner, lesson=only)
    assert "เรียนจบหลักสูตรนี้แล้ว" in text_of(client.post(at("leave", page.translation_key), follow=True))
    assert client.post(at("undone", only.translation_key))["Location"] == only.url
    assert Enrolment.objects.get().completed_at is not None


def test_my_learning_is_paged_and_the_account_leads_to_it(site: Site, cast: Cast) -> None:
    client = cast.client("owner")
    assert f'href="{reverse("learning")}"' in text_of(client.get(reverse("account_profile")))
    assert academy().url in text_of(client.get(reverse("learning")))
    for number in range(13):
        services.enrol(user=cast.owner, course=course(f"หลักสูตร {number}"))
    assert text_of(client.get(reverse("learning"))).count('class="learn-card"') == 12
    assert text_of(client.get(reverse("learning") + "?page=2")).count('class="learn-card"') == 1


def test_public_numbers_stand_on_the_page_once_they_are_counted(site: Site, cast: Cast) -> None:
    page = course()
    services.enrol(user=cast.owner, course=page)
    services.mark_done(user=cast.owner, lesson=lesson(page))
    assert "มีผู้เรียน" not in text_of(Client().get(page.url))
    count_learners()
    shown = text_of(Client().get(page.url))
    assert "มีผู้เรียน 1 คน" in shown
    assert "เรียนจบแล้ว 1 คน" in shown
    assert CourseTally.objects.count() == 1


def test_under_english_an_untranslated_course_keeps_the_reader_in_english(site: Site, cast: Cast) -> None:
    page = course()
    one, two = lessons(page, "หนึ่ง", "สอง")
    client = cast.client("owner")
    enrol, done = (f"/en{address}" for address in (at("enrol", page.translation_key), at("done", one.translation_key)))
    shown = text_of(client.get(f"/en{page.url}"))
    assert f'href="/en{one.url}"' in shown
    assert f'action="{enrol}"' in shown
    assert client.post(enrol)["Location"] == f"/en{one.url}"
    assert client.post(done)["Location"] == f"/en{two.url}"


def test_a_course_shows_its_stories_and_stands_on_their_pages_and_on_those_of_their_laos(site: Site) -> None:
    provinces("40")
    lao = make_lao()
    section(LaoIndexPage, "ทำเนียบ", "Directory", "lao")
    profile = make_lao_profile(lao)
    story = make_story("น้ำผึ้งชันโรง", lao=lao)
    hidden = make_story("เรื่องที่ถอน")
    page = course(stories=[story, hidden])
    hidden.unpublish()
    shown = text_of(Client().get(page.url))
    assert story.title in shown
    assert hidden.title not in shown
    assert page.title in text_of(Client().get(story.url))
    assert page.title in text_of(Client().get(profile.url))
    assert page.title in text_of(Client().get("/"))
    story.lao = None
    story.save_revision().publish()
    assert browse(kind="course", filters={"lao": lao.key}).total == 0
    index_is_true()
    Page.objects.get(pk=story.pk).delete()
    assert browse(kind="course", filters={"story": str(story.pk)}).total == 0
    index_is_true()


def test_courses_and_lessons_are_found_and_drafts_are_not(site: Site) -> None:
    page = course("บัญชีครัวเรือน")
    one = lesson(page, "จดรายรับ")
    assert found("บัญชีครัวเรือน")[0] == page.title
    assert one.title in found("จดรายรับ")
    translate(page, title="Household accounts")
    assert [hit.title for hit in browse(kind="course", filters={"level": "beginner"}, locale="en").hits] == [
        "Household accounts"
    ]
    one.unpublish()
    assert one.title not in found("จดรายรับ")
    index_is_true()


def test_machines_read_what_a_course_teaches_and_how_long_a_lesson_takes(site: Site) -> None:
    page = course(outcomes=[{"type": "outcome", "value": "จดบัญชีได้"}])
    only = lesson(page)
    of_course, of_lesson = text_of(Client().get(page.url)), text_of(Client().get(only.url))
    assert '"@type":"Course"' in of_course
    assert '"teaches":["จดบัญชีได้"]' in of_course
    assert '"courseWorkload":"PT150M"' in of_course
    assert '"@type":"LearningResource"' in of_lesson
    assert '"timeRequired":"PT6M"' in of_lesson


def test_staff_see_how_many_learn_and_never_who(site: Site, cast: Cast) -> None:
    page = course()
    services.enrol(user=cast.owner, course=page)
    shown = text_of(cast.client("editor").get(reverse("academy_learners")))
    assert page.title in shown
    assert cast.owner.email not in shown
    assert cast.owner.name not in shown


def test_a_course_that_is_not_published_lends_its_lessons_no_title_and_no_buttons(site: Site, cast: Cast) -> None:
    page = course("หลักสูตรที่ยังลับ", slug="closed")
    one = lesson(page)
    learner = cast.client("owner")
    learner.post(at("enrol", page.translation_key))
    assert page.title in text_of(learner.get(one.url))
    page.unpublish()
    for reader in (learner, Client()):
        shown = text_of(reader.get(one.url))
        assert one.title in shown
        assert page.title not in shown
        assert "learn-box" not in shown
    answer = learner.post(at("done", one.translation_key), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("learning")
    assert not LessonDone.objects.exists()


def test_how_far_somebody_is_stays_between_them_and_the_site(site: Site, cast: Cast) -> None:
    page = course()
    one = lesson(page)
    learner = cast.client("owner")
    learner.post(at("enrol", page.translation_key))
    for url in (page.url, one.url):
        assert learner.get(url)["Cache-Control"] == "private, no-cache"
        assert "learn-bar" not in text_of(Client().get(url))
