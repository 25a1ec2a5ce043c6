"""A short course for the journeys, made from a story of the demo."""

from cms.academy.models import AcademyIndexPage, CoursePage, CourseStory, LessonPage
from cms.home.founding import publish
from cms.stories.models import StoryPage

COURSE, FIRST, SECOND = "เริ่มจดบัญชี", "จดรายรับ", "จดรายจ่าย"
_PART = "<h2>ตอนที่ {0}</h2>" + "<p>จดทุกวัน วันละนิด แล้วรวมทุกสัปดาห์</p>" * 12


def load_academy() -> None:
    """One course of two lessons, each of three parts, that are longer than any screen."""
    parent = AcademyIndexPage.objects.get(locale__language_code="th")
    story = StoryPage.objects.filter(locale=parent.locale).order_by("pk")[0]
    page = CoursePage(title=COURSE, level="beginner", hours=2, locale=parent.locale)
    page.course_stories = [CourseStory(story=story)]
    course = publish(parent, page)
    for title in (FIRST, SECOND):
        body = [{"type": "text", "value": "".join(_PART.format(number) for number in range(1, 4))}]
        publish(course, LessonPage(title=title, body=body, film_minutes=5, locale=parent.locale))
