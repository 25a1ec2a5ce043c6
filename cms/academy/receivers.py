"""What changes courses, or who learns them, without going through their own pages."""

from typing import Any

from django.apps import apps
from django.db.models import Q
from django.db.models.signals import post_delete, post_save
from wagtail.models import PageViewRestriction
from wagtail.signals import post_page_move

from cms.academy.models import CoursePage, CourseStory
from cms.academy.services import forget_learner
from cms.accounts.models import User
from search.services import index


def _story_changed(instance: Any, **kwargs: Any) -> None:
    """Courses made from a story are found at the places where it was told."""
    _index(Q(translation_key__in=_made_from(instance.pk)))


def _made_from(story: int) -> Any:
    return CoursePage.objects.filter(pk__in=CourseStory.objects.filter(story=story).values("page")).values(
        "translation_key"
    )


def _story_gone(instance: CourseStory, **kwargs: Any) -> None:
    """A course has a story less: an editor took it away, or it was deleted."""
    _index(Q(pk=instance.page_id))


def _stories_moved_or_closed(**kwargs: Any) -> None:
    """Visitors see other stories now than before, anywhere in the tree."""
    told = CoursePage.objects.filter(pk__in=CourseStory.objects.values("page"))
    _index(Q(translation_key__in=told.values("translation_key")))


def _index(courses: Q) -> None:
    keys = [str(pk) for pk in CoursePage.objects.filter(courses).order_by("pk").values_list("pk", flat=True)]
    if keys:
        index("course", keys)


def _person_changed(instance: User, created: bool, **kwargs: Any) -> None:
    """Who leaves the platform leaves the academy."""
    if not created and instance.left_at is not None:
        forget_learner(user=instance)


def connect() -> None:
    """Listen; called once when the apps are ready."""
    story = apps.get_model("stories", "StoryPage")
    post_save.connect(_story_changed, sender=story, dispatch_uid="academy.story_saved")
    post_delete.connect(_story_gone, sender=CourseStory, dispatch_uid="academy.story_gone")
    post_save.connect(_stories_moved_or_closed, sender=PageViewRestriction, dispatch_uid="academy.restricted")
    post_delete.connect(_stories_moved_or_closed, sender=PageViewRestriction, dispatch_uid="academy.unrestricted")
    post_page_move.connect(_stories_moved_or_closed, dispatch_uid="academy.moved")
    post_save.connect(_person_changed, sender=User, dispatch_uid="academy.left")
