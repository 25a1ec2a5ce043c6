"""One's own learning over HTTP: what one follows, and the buttons on courses and lessons."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from cms.academy import queries, rules, services
from cms.academy.learning import Enrolment
from cms.academy.models import CoursePage, LessonPage
from cms.accounts.models import User

View = Callable[..., HttpResponse]


def learners(view: View) -> View:
    """What only whoever is signed in may do. Others sign in first and find their courses; a button's POST has no way back."""

    @never_cache
    @require_POST
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect(f"{reverse('account_login')}?{urlencode({'next': reverse('learning')})}")
        try:
            return view(request, *args, **kwargs)
        except services.NotEnrolled:
            raise Http404 from None

    return answered


def _me(request: HttpRequest) -> User:
    return cast(User, request.user)


def _course(key: UUID) -> CoursePage:
    course = queries.course_called(key)
    if course is None:
        raise Http404
    return course


def _lesson(key: UUID) -> LessonPage:
    lesson = queries.lesson_called(key)
    if lesson is None:
        raise Http404
    return lesson


@never_cache
@login_required
@require_GET
def my_learning(request: HttpRequest) -> HttpResponse:
    """The courses that somebody follows, with how far they are."""
    page, courses = queries.my_learning(_me(request), request.GET.get("page"))
    context = {"listed": page, "courses": courses, "academy_url": "" if courses else queries.academy_address()}
    return render(request, "academy/my_learning.html", context)


@learners
def enrol(request: HttpRequest, course: UUID) -> HttpResponse:
    """Follow a course, and begin or go on; from a lesson, in that lesson."""
    page = _course(course)
    try:
        services.enrol(user=_me(request), course=page)
    except services.CourseWithdrawn:
        raise Http404 from None
    messages.success(request, _("You follow this course now. What you do is kept in My learning."))
    return redirect(_way_into(request, page))


def _way_into(request: HttpRequest, page: CoursePage) -> str:
    """The lesson from which somebody enrolled, else where they go on, else the course."""
    outline = queries.syllabus(page)
    here = next((one for one in outline.lessons if str(one.key) == request.POST.get("lesson")), None)
    if here is not None:
        return here.url
    learning = queries.learning(_me(request), page.translation_key, outline)
    return learning.place.url if learning is not None and learning.place is not None else queries.address_of(page)


@learners
def leave(request: HttpRequest, course: UUID) -> HttpResponse:
    """Follow a course no longer, published or not."""
    try:
        services.leave(user=_me(request), course=course)
    except services.AlreadyCompleted:
        messages.error(request, _("You have completed this course; it stays in My learning."))
    else:
        messages.success(
            request, _("You do not follow the course any more. What you have done is kept if you come back.")
        )
    return redirect("learning")


@learners
def finish(request: HttpRequest, course: UUID) -> HttpResponse:
    """Complete a course whose last lessons were withdrawn."""
    page = _course(course)
    try:
        services.finish(user=_me(request), course=page)
    except services.LessonsLeft:
        messages.error(request, _("There are lessons left in this course."))
        return redirect(queries.address_of(page))
    return redirect("learning_completion", course)


@learners
def done(request: HttpRequest, lesson: UUID) -> HttpResponse:
    """Mark a lesson done and go on: to what comes next, or to the page of completion."""
    page = _lesson(lesson)
    before = _enrolment(request, page)
    try:
        after = services.mark_done(user=_me(request), lesson=page)
    except services.LessonWithdrawn:
        return _withdrawn(request, page)
    if before.completed_at is None and after.completed_at is not None:
        return redirect("learning_completion", after.course)
    return redirect(_next(request, page))


def _enrolment(request: HttpRequest, lesson: LessonPage) -> Enrolment:
    course = lesson.get_parent().translation_key
    found = Enrolment.objects.filter(user=_me(request), course=course, left_at=None).first()
    if found is None:
        raise Http404
    return found


def _next(request: HttpRequest, lesson: LessonPage) -> str:
    course = _course(lesson.get_parent().translation_key)
    outline = queries.syllabus(course)
    learning = queries.learning(_me(request), course.translation_key, outline)
    keys = learning.done if learning is not None else frozenset()
    following = rules.next_to_learn(outline.lessons, keys, lesson.translation_key)
    return following.url if following is not None else queries.address_of(course)


@learners
def undone(request: HttpRequest, lesson: UUID) -> HttpResponse:
    """Take a mark back and stay in the lesson."""
    page = _lesson(lesson)
    try:
        services.mark_undone(user=_me(request), lesson=page)
    except services.LessonWithdrawn:
        return _withdrawn(request, page)
    return redirect(queries.address_of(page))


def _withdrawn(request: HttpRequest, lesson: LessonPage) -> HttpResponse:
    """The lesson has gone while somebody learned it: back to its course, or to what they follow."""
    messages.warning(request, _("This lesson has been withdrawn. What you have done is kept."))
    course = queries.course_called(lesson.get_parent().translation_key)
    return redirect(queries.address_of(course)) if course is not None else redirect("learning")


@learners
def place(request: HttpRequest, lesson: UUID) -> HttpResponse:
    """Remember where somebody is; learning.js sends it when they go."""
    try:
        services.remember_place(user=_me(request), lesson=_lesson(lesson), anchor=request.POST.get("anchor", ""))
    except services.NoSuchPlace:
        return HttpResponseBadRequest()
    except services.LessonWithdrawn:
        raise Http404 from None
    return HttpResponse(status=204)


@never_cache
@login_required
@require_GET
def completion(request: HttpRequest, course: UUID) -> HttpResponse:
    """The plain page of completion, to whom it belongs. For everybody else there is nothing."""
    enrolment = Enrolment.objects.filter(user=_me(request), course=course, completed_at__isnull=False).first()
    if enrolment is None:
        raise Http404
    page = queries.course_called(course)
    address = queries.address_of(page) if page is not None else ""
    return render(request, "academy/completion.html", {"enrolment": enrolment, "course_url": address})
