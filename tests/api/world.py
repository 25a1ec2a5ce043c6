"""One thing of every kind that the API reads, made and published the way an editor's are."""

from dataclasses import dataclass
from typing import Any

from cms.academy.models import CoursePage, LessonPage
from cms.assessment.models import Standing
from cms.blocks.models import Source
from cms.home.models import StandardPage
from cms.lao.models import LaoIndexPage, LaoProfilePage
from cms.places.models import Lao, Province
from cms.research.models import ResearchProgrammePage, ResearchResultPage, ResultProvince
from cms.stories.models import StoryGoal, StoryPage
from shop.catalogue.models import Product
from shop.certification.models import Certificate
from shop.enterprises.models import Enterprise
from tests.academy import ground as academy
from tests.assessment import made as assessed
from tests.cast import Cast
from tests.pages_made import make_lao, make_lao_profile, make_standard, make_story, section, translate
from tests.research import ground as research
from tests.shop import ground as shop
from tests.shop.certification.ground import granted

PROVINCE = "40"


@dataclass(frozen=True)
class World:
    """What there is."""

    cast: Cast
    source: Source
    lao: Lao
    profile: LaoProfilePage
    page: StandardPage
    story: StoryPage
    story_en: StoryPage
    course: CoursePage
    lesson: LessonPage
    programme: ResearchProgrammePage
    result: ResearchResultPage
    enterprise: Enterprise
    product: Product
    certificate: Certificate
    standing: Standing

    @property
    def addresses(self) -> dict[str, str]:
        """The address of each thing below the API's root, by its kind."""
        return {
            "page": f"/pages/{self.page.pk}",
            "story": f"/stories/{self.story.pk}",
            "course": f"/courses/{self.course.pk}",
            "lesson": f"/lessons/{self.lesson.pk}",
            "programme": f"/programmes/{self.programme.pk}",
            "research": f"/research/{self.result.pk}",
            "profile": f"/pages/{self.profile.pk}",
            "lao": f"/laos/{self.lao.key}",
            "enterprise": f"/enterprises/{self.enterprise.pk}",
            "product": f"/products/{self.product.pk}",
            "certificate": f"/certificates/{self.certificate.key}",
            "category": f"/categories/{self.product.category_id}",
            "assessment": f"/assessment/results/{self.standing.result_id}",
            "organisation": f"/assessment/organisations/{self.standing.organisation.key}",
            "summary": "/assessment/summaries/overview",
            "version": f"/assessment/versions/{assessed.SET}-1",
        }


def bricks(source: Source, story: StoryPage | None = None) -> list[dict[str, Any]]:
    """Bricks of many kinds."""
    figure = {"label": "รายได้", "value": "1200.50", "unit": "บาท", "period": "2567", "source": source.pk, "line": "12"}
    table = {"columns": [{"type": "text", "heading": "ปี"}], "rows": [{"values": ["2567"]}]}
    found: list[dict[str, Any]] = [
        {"type": "text", "value": '<h2>หัวข้อ</h2><p>ข้อความ <b>หนา</b> <a href="/stories/">ต่อ</a></p>'},
        {"type": "quote", "value": {"text": "พอดี", "by": "ป้า"}},
        {"type": "callout", "value": {"tone": "good", "title": "ดี", "text": "<p>ข้อสังเกต</p>"}},
        {"type": "steps", "value": {"heading": "ทำ", "steps": [{"title": "จด", "text": "ทุกวัน"}]}},
        {"type": "video", "value": {"title": "หนัง", "address": "https://youtu.be/aaaaaaaaaaa", "transcript": "บท"}},
        {"type": "metric", "value": {**figure, "qualifier": "over", "moment": "before", "nature": "forecast"}},
        {"type": "metrics", "value": {"heading": "สองแหล่ง", "metrics": [figure, {**figure, "value": "1300"}]}},
        {"type": "table", "value": {"caption": "ตาราง", "table": table}},
        {
            "type": "columns",
            "value": {
                "first": [{"type": "metric", "value": figure}],
                "second": [{"type": "text", "value": "<p>ขวา</p>"}],
            },
        },
        {"type": "link", "value": {"address": "https://example.org/", "text": "ไป"}},
    ]
    if story is not None:
        found.append({"type": "story", "value": {"kind": "story", "key": str(story.pk)}})
    return found


def ground() -> None:
    """A directory below the homes that every test begins with, and places."""
    shop.somewhere(PROVINCE)
    section(LaoIndexPage, "ทำเนียบ", "Directory", "lao")


def people() -> Cast:
    """Those whom the tests ask for; made once, so that what a test undoes does not undo them."""
    cast = Cast()
    for who in ("editor", "moderator", "administrator", "owner", "seller", "certifier"):
        getattr(cast, who)
    return cast


def make_world() -> World:
    """Everything, once."""
    ground()
    cast = people()
    source = research.source()
    lao = make_lao()
    province = Province.objects.get(code=PROVINCE)
    profile = make_lao_profile(lao, vision="อยู่ดี", numbers=[{"type": "metric", "value": research.figure()}])
    story = make_story(
        "เรื่องของป้า",
        summary="ป้าปลูกผัก",
        province=province,
        lao=lao,
        practitioner="family",
        practice="business",
        shows_moderation=True,
        story_goals=[StoryGoal(goal=1)],
        body=bricks(source),
    )
    programme = research.programme()
    result = research.result(
        below=programme, outcomes=[research.metric()], result_provinces=[ResultProvince(province=province)]
    )
    return World(
        cast=cast,
        source=source,
        lao=lao,
        profile=profile,
        page=make_standard("คู่มือ", body=bricks(source, story)),
        story=story,
        story_en=translate(story, title="Aunt's story", slug="aunt"),
        course=(course := academy.course(stories=[story])),
        lesson=academy.lesson(course),
        programme=programme,
        result=result,
        enterprise=(product := shop.product(shop.enterprise(cast))).enterprise,
        product=product,
        certificate=granted(cast, product.enterprise, product),
        standing=_assessed(),
    )


def _assessed() -> Standing:
    """An invented organisation that moved up."""
    assessed.small_set()
    organisation = assessed.organisation("ตัวอย่างพอเพียง", PROVINCE)
    assessed.published(organisation, 2024, 2)
    return assessed.published(organisation, 2025, 4, self_points=3, strengths={"A1": "บัญชีครัวเรือนทุกหลังคา"}, B1b=None)
