"""An errand that is asked for, then done or dropped."""

from django.db import models

from cms.lifecycle.models import LifecycleEvent
from cms.lifecycle.rules import Lifecycle


class State(models.TextChoices):
    """The states of an errand."""

    ASKED = "asked", "asked for"
    DOING = "doing", "being done"
    DONE = "done", "done"
    DROPPED = "dropped", "dropped"


MOVES = Lifecycle(
    State,
    {
        State.ASKED: {State.DOING, State.DROPPED},
        State.DOING: {State.DONE, State.DROPPED},
        State.DONE: (),
        State.DROPPED: {State.ASKED},
    },
    reason_needed={State.DROPPED},
)


class Errand(models.Model):
    """The subject."""

    title = models.CharField(max_length=60)
    state = models.CharField(max_length=40, choices=State, default=State.ASKED)

    def __str__(self) -> str:
        return self.title


class ErrandEvent(LifecycleEvent):
    """Its history."""

    subject = models.ForeignKey(Errand, models.PROTECT, related_name="events")

    class Meta(LifecycleEvent.Meta):
        pass
