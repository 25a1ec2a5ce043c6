"""Courses made from those who succeeded, and their lessons."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page

from cms.academy.learning import CourseTally as CourseTally
from cms.academy.learning import Enrolment as Enrolment
from cms.academy.learning import LessonDone as LessonDone
from cms.blocks.menus import body_blocks, words_of
from cms.blocks.models import Source
from cms.pages.models import SepPage


class Level(models.TextChoices):
    """How much a course asks of those who begin it."""

    BEGINNER = "beginner", _("Beginner")
    INTERMEDIATE = "intermediate", _("Intermediate")
    ADVANCED = "advanced", _("Advanced")


class AcademyIndexPage(SepPage):
    """All courses, listed by level."""

    kind = "section"
    schema_type = "CollectionPage"
    template_name = "academy_index"
    intro = models.TextField(_("introduction"), max_length=800, blank=True)

    content_panels: ClassVar[list[Any]] = [*SepPage.content_panels, FieldPanel("intro")]
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["academy.CoursePage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("academy")

    def body_text(self) -> str:
        """The introduction."""
        return self.intro


class CoursePage(SepPage):
    """One course; its lessons are the pages below it, in their order.

    Facts (level, hours, stories) live on the Thai page; a translation carries words only.
    """

    kind = "course"
    schema_type = "Course"
    template_name = "course"

    outcomes = StreamField(
        [("outcome", blocks.CharBlock(label=_("What one can do afterwards"), max_length=240))],
        verbose_name=_("what one learns"),
        blank=True,
        max_num=12,
    )
    audience = models.TextField(_("for whom"), max_length=600, blank=True)
    level = models.CharField(_("level"), max_length=20, choices=Level.choices, blank=True)
    hours = models.DecimalField(
        _("hours"),
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        help_text=_("With exercises; the reading time is counted by itself."),
    )
    body = StreamField(body_blocks(), verbose_name=_("body"), blank=True)

    content_panels: ClassVar[list[Any]] = [
        *SepPage.content_panels,
        FieldPanel("outcomes"),
        FieldPanel("audience"),
        FieldPanel("body"),
        InlinePanel("teachers", label=_("Teacher")),
        InlinePanel("organisations", label=_("Organisation")),
        InlinePanel("course_sources", label=_("Source")),
    ]
    fact_panels: ClassVar[list[Any]] = [
        FieldRowPanel([FieldPanel("level"), FieldPanel("hours")]),
        MultiFieldPanel([InlinePanel("course_stories", label=_("Story"))], _("Made from these stories")),
    ]
    parent_page_types: ClassVar[list[str]] = ["academy.AcademyIndexPage"]
    subpage_types: ClassVar[list[str]] = ["academy.LessonPage"]

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")
        constraints = [
            models.CheckConstraint(condition=models.Q(level__in=["", *Level.values]), name="academy_course_level"),
            models.CheckConstraint(
                condition=models.Q(hours__isnull=True) | models.Q(hours__gt=0), name="academy_course_hours_positive"
            ),
        ]

    def body_text(self) -> str:
        """What one learns, for whom, and the bricks' words."""
        return "\n".join(part for part in (words_of(self.outcomes), self.audience, words_of(self.body)) if part)


class Teacher(Orderable):
    """Somebody who teaches in a course, named as the page's readers read it."""

    page = ParentalKey(CoursePage, on_delete=models.CASCADE, related_name="teachers")
    name = models.CharField(_("name"), max_length=160)
    position = models.CharField(_("position"), max_length=200, blank=True)

    panels: ClassVar[list[Any]] = [FieldRowPanel([FieldPanel("name"), FieldPanel("position")])]

    class Meta(Orderable.Meta):
        constraints = [models.CheckConstraint(condition=~models.Q(name=""), name="academy_teacher_named")]

    def __str__(self) -> str:
        return self.name


class CourseOrganisation(Orderable):
    """An organisation behind a course."""

    page = ParentalKey(CoursePage, on_delete=models.CASCADE, related_name="organisations")
    name = models.CharField(_("name"), max_length=200)

    panels: ClassVar[list[Any]] = [FieldPanel("name")]

    class Meta(Orderable.Meta):
        constraints = [models.CheckConstraint(condition=~models.Q(name=""), name="academy_organisation_named")]

    def __str__(self) -> str:
        return self.name


class CourseStory(Orderable):
    """A story that a course is made from."""

    page = ParentalKey(CoursePage, on_delete=models.CASCADE, related_name="course_stories")
    story = models.ForeignKey(Page, verbose_name=_("story"), on_delete=models.CASCADE, related_name="+")

    panels: ClassVar[list[Any]] = [PageChooserPanel("story", "stories.StoryPage")]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["page", "story"], name="academy_course_story_once")]

    def __str__(self) -> str:
        return str(self.story)


class CourseSource(Orderable):
    """A document that a course's facts come from."""

    page = ParentalKey(CoursePage, on_delete=models.CASCADE, related_name="course_sources")
    source = models.ForeignKey(Source, verbose_name=_("document"), on_delete=models.PROTECT, related_name="+")
    lines = models.CharField(_("lines or pages"), max_length=80, blank=True)

    panels: ClassVar[list[Any]] = [FieldPanel("source"), FieldPanel("lines")]

    def __str__(self) -> str:
        return f"{self.source} {self.lines}".strip()


class LessonPage(SepPage):
    """One lesson of a course. Lessons stand in the order of the tree; one with a section title begins a section."""

    kind = "lesson"
    schema_type = "LearningResource"
    template_name = "lesson"

    section_title = models.CharField(
        _("begins the section"),
        max_length=160,
        blank=True,
        help_text=_("Leave empty where the lesson goes on with the section before it."),
    )
    film_minutes = models.PositiveSmallIntegerField(
        _("minutes of film and sound"), default=0, help_text=_("Added to the reading time, which is counted by itself.")
    )
    body = StreamField(body_blocks(), verbose_name=_("body"), blank=True)

    content_panels: ClassVar[list[Any]] = [
        *SepPage.content_panels,
        FieldPanel("section_title"),
        FieldPanel("body"),
        FieldPanel("film_minutes"),
    ]
    parent_page_types: ClassVar[list[str]] = ["academy.CoursePage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")
        constraints = [
            models.CheckConstraint(condition=models.Q(film_minutes__lte=600), name="academy_lesson_film_minutes")
        ]

    def body_text(self) -> str:
        """The bricks' words."""
        return words_of(self.body)
