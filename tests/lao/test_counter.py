"""The counter: what the source says, and who was accepted since."""

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from cms.blocks.models import Source
from cms.lao import services
from cms.lao.models import LaoIndexPage
from tests.cast import Cast
from tests.lao.letters import ask
from tests.lao.reading import words
from tests.pages_made import make_join_page


def count_to(directory: LaoIndexPage, counted: int, target: int) -> Source:
    """Let an editor set the counter, with its source."""
    source: Source = Source.objects.create(key="000", title_th="หน้าแนะนำ", title_en="Introduction", year=2026)
    directory.counted, directory.target, directory.source, directory.source_line = counted, target, source, "12"
    directory.save_revision().publish()
    return source


def test_the_counter_is_the_sources_number_and_those_accepted_since(
    directory: LaoIndexPage, cast: Cast, client: Client
) -> None:
    count_to(directory, 302, 500)
    request = ask()
    assert client.get("/lao/").context["counter"]["count"] == 302
    services.accept(request=request, actor=cast.moderator)
    counter = client.get("/lao/").context["counter"]
    assert (counter["base"], counter["accepted"], counter["count"], counter["target"]) == (302, 1, 303, 500)
    assert counter["share"] == 61


def test_the_counter_is_the_same_where_the_form_to_join_is_open(
    directory: LaoIndexPage, cast: Cast, client: Client
) -> None:
    count_to(directory, 302, 500)
    make_join_page()
    services.accept(request=ask(), actor=cast.moderator)
    thai = client.get("/lao/").context
    assert (thai["counter"]["count"], thai["join_url"]) == (303, "/lao/join/")
    assert client.get("/en/lao/").context["join_url"] == "/en/lao/join/"


def test_the_english_page_counts_the_same_with_the_source_in_english(directory: LaoIndexPage, client: Client) -> None:
    count_to(directory, 302, 500)
    text = words(client.get("/en/lao/").content.decode())
    assert "302" in text
    assert "Introduction" in text


@pytest.mark.parametrize("away", ["withdrawn", "restricted"])
def test_a_directory_that_is_not_public_lends_nobody_its_counter(
    directory: LaoIndexPage, client: Client, away: str
) -> None:
    count_to(directory, 302, 500)
    if away == "withdrawn":
        directory.unpublish()
    else:
        PageViewRestriction.objects.create(page=directory, restriction_type=PageViewRestriction.LOGIN)
    answer = client.get("/en/lao/")
    assert (answer.context["counter"]["base"], answer.context["counter"]["target"]) == (0, 0)
    assert "Introduction" not in words(answer.content.decode())


def test_a_taken_back_acceptance_counts_no_more(directory: LaoIndexPage, cast: Cast, client: Client) -> None:
    count_to(directory, 302, 500)
    request = ask()
    services.accept(request=request, actor=cast.moderator)
    services.reopen(request=request, actor=cast.moderator)
    assert client.get("/lao/").context["counter"]["count"] == 302


def test_without_a_number_there_is_no_bar(directory: LaoIndexPage, client: Client) -> None:
    assert "lao-counter-bar" not in client.get("/lao/").content.decode()


def test_a_renamed_source_reaches_the_directory_at_once(directory: LaoIndexPage, client: Client) -> None:
    source = count_to(directory, 302, 500)
    assert "หน้าแนะนำ" in client.get("/lao/").content.decode()
    source.title_th = "หน้าแนะนำแพลตฟอร์ม"
    source.save()
    assert "หน้าแนะนำแพลตฟอร์ม" in client.get("/lao/").content.decode()
