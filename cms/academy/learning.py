"""Who learns what. Courses and lessons are named by Wagtail's translation key, so a learner may change the language
on the way, and what an editor withdraws or deletes takes nobody's progress along."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Enrolment(models.Model):
    """Somebody follows a course. `last_lesson` and `last_anchor` are where they were last.

    Completion happens once, and says what the course was then: its title, how many lessons, how many hours. Who left a
    course before finds their progress when they come back.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="enrolments")
    course = models.UUIDField(_("course"))
    enrolled_at = models.DateTimeField(default=timezone.now)
    last_lesson = models.UUIDField(null=True, blank=True)
    last_anchor = models.CharField(max_length=80, blank=True)
    last_at = models.DateTimeField(default=timezone.now)
    left_at = models.DateTimeField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    completed_title = models.CharField(max_length=255, blank=True)
    completed_lessons = models.PositiveSmallIntegerField(default=0)
    completed_hours = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        constraints = [
            models.UniqueConstraint(fields=["user", "course"], name="academy_enrolment_once"),
            models.CheckConstraint(
                condition=Q(completed_at__isnull=True) | Q(completed_at__gte=F("enrolled_at")),
                name="academy_enrolment_completed_after",
            ),
            models.CheckConstraint(
                condition=Q(last_anchor="") | Q(last_lesson__isnull=False), name="academy_enrolment_anchor_in_a_lesson"
            ),
            models.CheckConstraint(
                condition=Q(completed_at__isnull=True, completed_title="", completed_lessons=0)
                | (Q(completed_at__isnull=False, completed_lessons__gt=0) & ~Q(completed_title="")),
                name="academy_enrolment_completion_says_of_what",
            ),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True) | Q(completed_at__isnull=True),
                name="academy_enrolment_left_or_completed",
            ),
        ]
        indexes = [
            models.Index(fields=["user", "-last_at"], name="academy_learning_of_user"),
            models.Index(fields=["course"], name="academy_learners_of_course"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} learns {self.course}"


class LessonDone(models.Model):
    """A learner has done a lesson."""

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="done")
    lesson = models.UUIDField(_("lesson"))
    done_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "lesson"], name="academy_lesson_done_once")]

    def __str__(self) -> str:
        return f"{self.enrolment_id} did {self.lesson}"


class CourseTally(models.Model):
    """How many learn a course and how many completed it, as the public page says.

    The worker counts now and then, so that one more learner does not make every kept page old.
    """

    course = models.UUIDField(primary_key=True)
    learners = models.PositiveIntegerField(default=0)
    completions = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(completions__lte=F("learners")), name="academy_tally_completions_among_learners"
            )
        ]

    def __str__(self) -> str:
        return f"{self.course}: {self.learners}, {self.completions}"
