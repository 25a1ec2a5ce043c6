"""The seventeen Sustainable Development Goals (United Nations resolution A/RES/70/1, 2015), by number and short name."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Goal(models.IntegerChoices):
    """A goal by its official number."""

    NO_POVERTY = 1, _("No poverty")
    ZERO_HUNGER = 2, _("Zero hunger")
    HEALTH = 3, _("Good health and well-being")
    EDUCATION = 4, _("Quality education")
    GENDER = 5, _("Gender equality")
    WATER = 6, _("Clean water and sanitation")
    ENERGY = 7, _("Affordable and clean energy")
    WORK = 8, _("Decent work and economic growth")
    INDUSTRY = 9, _("Industry, innovation and infrastructure")
    INEQUALITY = 10, _("Reduced inequalities")
    CITIES = 11, _("Sustainable cities and communities")
    CONSUMPTION = 12, _("Responsible consumption and production")
    CLIMATE = 13, _("Climate action")
    OCEAN = 14, _("Life below water")
    LAND = 15, _("Life on land")
    PEACE = 16, _("Peace, justice and strong institutions")
    PARTNERSHIP = 17, _("Partnerships for the goals")


# How many numbered targets each goal has, and the last letter of its means of implementation ("" where it has none).
# Source: A/RES/70/1, as listed in the global indicator framework (A/RES/71/313); 169 targets in all.
_NUMBERED: dict[int, tuple[int, str]] = {
    1: (5, "b"),
    2: (5, "c"),
    3: (9, "d"),
    4: (7, "c"),
    5: (6, "c"),
    6: (6, "b"),
    7: (3, "b"),
    8: (10, "b"),
    9: (5, "c"),
    10: (7, "c"),
    11: (7, "c"),
    12: (8, "c"),
    13: (3, "b"),
    14: (7, "c"),
    15: (9, "c"),
    16: (10, "b"),
    17: (19, ""),
}


def _targets(goal: int) -> tuple[str, ...]:
    last_number, last_letter = _NUMBERED[goal]
    letters = "abcd"[: "abcd".index(last_letter) + 1] if last_letter else ""
    return tuple(f"{goal}.{part}" for part in (*range(1, last_number + 1), *letters))


# Every target by its number ("6.1", "6.a"), goal by goal, in the order of the resolution.
TARGETS: dict[int, tuple[str, ...]] = {goal: _targets(goal) for goal in _NUMBERED}
