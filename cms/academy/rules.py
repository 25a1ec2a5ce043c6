"""What follows from a course's lessons and from what somebody has done of them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from re import compile as pattern
from uuid import UUID

# How fast people read: the mean over 17 languages of texts made to be comparable, in Trauzettel-Klosinski and Dietz,
# "Standardized Assessment of Reading Performance: The New International Reading Speed Texts IReST", Investigative
# Ophthalmology & Visual Science 53(9), 2012.
WORDS_A_MINUTE = 184
LEAST_MINUTES = 5  # of a lesson that may be published

_ANCHOR = pattern(r"part-[1-9][0-9]{0,2}\Z")


@dataclass(frozen=True, slots=True)
class Lesson:
    """One line of a course's outline. `key` names the lesson in every language; `section` begins one where it is not empty."""

    key: UUID
    title: str
    url: str
    minutes: int
    section: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Lessons that belong together; without a title where the course has none for them."""

    title: str
    lessons: tuple[Lesson, ...]


@dataclass(frozen=True, slots=True)
class Syllabus:
    """The published lessons of a course, in order, by section."""

    sections: tuple[Section, ...] = ()

    @property
    def lessons(self) -> tuple[Lesson, ...]:
        """All lessons, in order."""
        return tuple(chain.from_iterable(section.lessons for section in self.sections))

    @property
    def minutes(self) -> int:
        """What reading, watching and listening take, without exercises."""
        return sum(lesson.minutes for lesson in self.lessons)


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of a course's published lessons somebody has done."""

    done: int
    total: int

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left; of a course without lessons nothing can be done."""
        return 0 < self.total == self.done

    @property
    def percent(self) -> int:
        """0 to 100, rounded down, so that 100 means all."""
        return 100 * self.done // self.total if self.total else 0


@dataclass(frozen=True, slots=True)
class Place:
    """Where a learner goes on: a lesson, and a place in it where that is known."""

    lesson: Lesson
    anchor: str = ""

    @property
    def url(self) -> str:
        """The address of the place."""
        return f"{self.lesson.url}#{self.anchor}" if self.anchor else self.lesson.url


def reading_minutes(words: int) -> int:
    """Whole minutes that so many words take to read; a minute only begun does not count."""
    return words // WORDS_A_MINUTE


def is_anchor(text: str) -> bool:
    """Whether this could name a heading of a lesson: `part-` and its number, 1 to 999."""
    return _ANCHOR.match(text) is not None


def syllabus(lessons: Iterable[Lesson]) -> Syllabus:
    """The lessons by section: one with a section title begins a section, the others go on with the one before."""
    found: list[tuple[str, list[Lesson]]] = []
    for lesson in lessons:
        if lesson.section or not found:
            found.append((lesson.section, []))
        found[-1][1].append(lesson)
    return Syllabus(tuple(Section(title, tuple(own)) for title, own in found))


def progress(lessons: Sequence[Lesson], done: Collection[UUID]) -> Progress:
    """How far somebody is who has done these; what is no published lesson any more does not count."""
    return Progress(sum(lesson.key in done for lesson in lessons), len(lessons))


def position(lessons: Sequence[Lesson], key: UUID | None) -> int | None:
    """Where the lesson stands, from 0; None where it is not among them."""
    return next((number for number, lesson in enumerate(lessons) if lesson.key == key), None)


def next_to_learn(lessons: Sequence[Lesson], done: Collection[UUID], after: UUID | None = None) -> Lesson | None:
    """The first lesson behind `after` that is not done, else the first that is not; None where all are done."""
    place = position(lessons, after)
    ahead = lessons[place + 1 :] if place is not None else ()
    return next((lesson for lesson in (*ahead, *lessons) if lesson.key not in done), None)


def place_to_go_on(
    lessons: Sequence[Lesson], done: Collection[UUID], last: UUID | None = None, anchor: str = ""
) -> Place | None:
    """Where somebody left: in the lesson last touched while it is not done, else at the next one; None where all are done."""
    known = position(lessons, last)
    if known is not None and last not in done:
        return Place(lessons[known], anchor)
    following = next_to_learn(lessons, done, last)
    return Place(following) if following is not None else None
