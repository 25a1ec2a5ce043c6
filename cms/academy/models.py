"""Courses made from those who succeeded, and their lessons."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page

from cms.academy import pages, queries, rules
from cms.academy.forms import LessonForm
from cms.academy.learning import CourseTally as CourseTally
from cms.academy.learning import Enrolment as Enrolment
from cms.academy.learning import LessonDone as LessonDone
from cms.academy.levels import Level as Level
from cms.blocks.menus import body_blocks, lesson_blocks, words_of
from cms.blocks.models import Source
from cms.pages.models import SepPage
from cms.pages.tagging import SpeaksToIndicators


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

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the filter by level and one page of courses."""
        context = super().get_context(request, *args, **kwargs)
        return context | pages.listing(request.GET, language=self.locale.language_code)


class CoursePage(SepPage, SpeaksToIndicators):
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
        *SpeaksToIndicators.topic_panels,
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

    @cached_property
    def facts(self) -> "CoursePage":
        """The page that holds this course's facts: itself, or the published Thai page it was translated from."""
        return queries.facts_of(self)

    @cached_property
    def taught_by(self) -> "list[Teacher]":
        """Who teaches, as the page and its JSON-LD say; read once."""
        return list(self.teachers.all())

    @cached_property
    def backed_by(self) -> "list[CourseOrganisation]":
        """The organisations behind it, likewise."""
        return list(self.organisations.all())

    def search_facets(self) -> dict[str, tuple[str, ...]]:
        """Level, the stories it is made from, the LAOs where these were told, and indicators."""
        return pages.facets(self) | self.facts.topic_facets()

    def search_keywords(self) -> str:
        """Who teaches and which organisations stand behind it."""
        return " ".join([*(row.name for row in self.teachers.all()), *(row.name for row in self.organisations.all())])

    def structured_data(self) -> dict[str, Any]:
        """What one learns, how hard it is, how long it takes, who gives it; it is free."""
        return pages.structured_course(self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the outline, facts, stories, and how far the reader is."""
        context = super().get_context(request, *args, **kwargs)
        return context | pages.around_course(self, request, context["kept_as"])


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
    reading_words = models.PositiveIntegerField(_("words to read"), default=0, editable=False)
    film_minutes = models.PositiveSmallIntegerField(
        _("minutes of film and sound"), default=0, help_text=_("Added to the reading time, which is counted by itself.")
    )
    body = StreamField(lesson_blocks(), verbose_name=_("body"), blank=True)

    base_form_class = LessonForm
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

    @property
    def minutes(self) -> int:
        """How long the lesson takes: reading, film and sound."""
        return rules.reading_minutes(self.reading_words) + self.film_minutes

    def save(self, clean: bool = True, user: Any = None, log_action: Any = False, **kwargs: Any) -> Any:
        """Count the words to read, which need no counting when somebody reads."""
        if kwargs.get("update_fields") is None:
            self.reading_words = pages.words_in(self.body_text())
        return super().save(clean=clean, user=user, log_action=log_action, **kwargs)

    def check_bricks(self) -> None:
        """Raises ValidationError for bricks that may not be published, and for a lesson too short to be one."""
        super().check_bricks()
        self.check_length()

    def check_length(self) -> None:
        """Raises ValidationError, keyed to the body, where reading, film and sound take less than 5 minutes."""
        words = pages.words_in(self.body_text())
        if rules.reading_minutes(words) + self.film_minutes >= rules.LEAST_MINUTES:
            return
        message = _(
            "A lesson takes at least %(least)d minutes. This one has %(words)d words to read and %(film)d minutes of film "
            "and sound; %(wanted)d words are read in %(least)d minutes."
        )
        least = rules.LEAST_MINUTES
        told = {"least": least, "words": words, "film": self.film_minutes, "wanted": least * rules.WORDS_A_MINUTE}
        raise ValidationError({"body": ValidationError(message, code="too_short", params=told)})

    def search_facets(self) -> dict[str, tuple[str, ...]]:
        """The course, by its translation key."""
        return {"course": (str(self.get_parent().translation_key),)}

    def structured_data(self) -> dict[str, Any]:
        """How long it takes and which course it is part of."""
        return pages.structured_lesson(self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the course with its outline, the lessons before and after, and how far the reader is."""
        context = super().get_context(request, *args, **kwargs)
        return context | pages.around_lesson(self, request)
