"""How many questions a page asks the database, the frame around it included."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms.blocks.models import Source
from cms.lao.models import LaoIndexPage, Participation, Phase
from cms.places.models import Lao
from tests.pages_made import make_join_page, make_lao, make_lao_profile, make_story, translate

MOST = 15
MANY = 300


def asked(client: Client, address: str) -> int:
    """The number of queries of a page that nobody has read yet, in a process that has answered others."""
    client.get(address)
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.fixture
def profile_address(directory: LaoIndexPage) -> str:
    """A profile with everything on it, translated, and the form to join."""
    source = Source.objects.create(key="002", title_th="รายงาน", title_en="Report", year=2024)
    directory.counted, directory.target, directory.source = 302, 500, source
    directory.save_revision().publish()
    lao = make_lao(district="4001")
    note = {"type": "note", "value": {"title": "จุดเด่น", "text": "", "year": None, "source": source.pk, "line": "1"}}
    figure = {"label": "ครัวเรือน", "value": 12, "unit": "หลัง", "period": "2567", "nature": "actual", "source": source.pk}
    page = make_lao_profile(
        lao, strengths=[note], projects=[note], numbers=[{"type": "metric", "value": figure}], vision="อยู่ดี"
    )
    Participation.objects.create(lao=lao, phase=Phase.ONE, project_th="ตลาด", source=source)
    make_story(lao=lao)
    make_lao_profile(make_lao("ขอนแก่น", "city", name_en="Khon Kaen"))
    make_join_page()
    translate(page, title="Nong Waeng TAO", slug="nong-waeng")
    return str(page.url)


@pytest.mark.django_db(transaction=True)
def test_no_page_of_laos_asks_more_than_fifteen_times(profile_address: str, client: Client) -> None:
    addresses = [
        "/lao/",
        "/en/lao/",
        "/lao/?province=40&type=tao",
        profile_address,
        "/en/lao/nong-waeng/",
        "/lao/join/",
    ]
    counts = {address: asked(client, address) for address in addresses}
    assert {address: count for address, count in counts.items() if count > MOST} == {}


@pytest.mark.django_db(transaction=True)
def test_many_laos_ask_no_more_than_few(profile_address: str, client: Client) -> None:
    few = asked(client, "/lao/?type=tao")
    laos = [
        Lao(key=f"x{n}", type="tao", name_th=f"ทดสอบ{n}", province_id="40", district_id="4001") for n in range(MANY)
    ]
    for lao in laos:
        lao.derive()
    Lao.objects.bulk_create(laos)
    assert asked(client, "/lao/?type=tao") <= few
