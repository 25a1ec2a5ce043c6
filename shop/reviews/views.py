"""The buyer's pages: a review of what they received, and the answers to a survey."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cms.accounts.personal import personal
from media.private_files import served
from media.serving import respond
from media.sizes import SIZES
from shop.orders.models import OrderLine
from shop.orders.models import State as OrderState
from shop.orders.visits import Visit, actor_of, for_the_buyer
from shop.reviews import pictures, queries, rules, services, surveying
from shop.reviews.boards import Board, board_of, read
from shop.reviews.forms import ReviewForm, SurveyForm
from shop.reviews.models import Review, State
from shop.reviews.surveys import QUESTIONS


@for_the_buyer
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, visit: Visit, line: int) -> HttpResponse:
    """Write, change or take back the review of one line."""
    bought = _line(visit, line)
    known = queries.review_of(bought)
    if request.method == "POST" and "take_back" in request.POST:
        if known is not None:
            services.take_back(review=known)
            messages.success(request, _("Your review is deleted."))
        return redirect(visit.url("order"))
    is_own = known is None and queries.is_their_own(visit.order)
    if is_own or not may_say(bought, known, received=queries.received_at(visit.order)):
        return _page(request, visit, bought, known, None, board_of(bought), 200 if request.method != "POST" else 422)
    if request.method != "POST":
        return _page(request, visit, bought, known, _form_of(visit, known), board_of(bought), 200)
    form = ReviewForm(request.POST)
    board = read(request, line=bought, member=actor_of(request))
    if form.is_valid() and board.is_good and not board.wants_more and _kept(form, board, bought, known):
        messages.success(request, _thanks(bought))
        return redirect(visit.url("review_line", bought.pk))
    if board.wants_more and board.is_good:
        form.errors.clear()
    return _page(request, visit, bought, known, form, board, 200 if board.wants_more and board.is_good else 422)


def may_say(line: OrderLine, known: Review | None, *, received: datetime | None) -> bool:
    """Whether the line, which was received then, can be reviewed now, or its review be changed."""
    now = timezone.now()
    if known is None:
        return line.order.state == OrderState.RECEIVED and rules.may_write(received, now)
    return known.state not in {State.REMOVED, State.TAKEN_BACK} and rules.may_edit(known.written_at, now)


def _line(visit: Visit, pk: int) -> OrderLine:
    found = queries.line_of(visit.order, pk)
    if found is None:
        raise Http404
    return found


def _form_of(visit: Visit, known: Review | None) -> ReviewForm:
    if known is not None:
        return ReviewForm(initial={"stars": known.stars, "words": known.words, "name": known.name})
    return ReviewForm(initial={"name": rules.initials(visit.order.purchase.name)})


def _kept(form: ReviewForm, board: Board, line: OrderLine, known: Review | None) -> bool:
    said = services.Said(**form.cleaned_data, pictures=board.chosen)
    now = timezone.now()
    try:
        if known is None:
            services.write(line=line, said=said, language=get_language() or "th", now=now)
        else:
            services.edit(review=known, said=said, now=now)
    except services.AlreadyWritten:
        return True
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


def _thanks(line: OrderLine) -> str:
    written = queries.review_of(line)
    if written is not None and written.state == State.WAITING:
        return _("Thank you. A moderator looks at it before others see it.")
    return _("Thank you. Everybody can read your review now.")


def _page(
    request: HttpRequest,
    visit: Visit,
    line: OrderLine,
    known: Review | None,
    form: ReviewForm | None,
    board: Board,
    status: int,
) -> HttpResponse:
    context: dict[str, Any] = {
        "visit": visit,
        "line": line,
        "product": line.variant.product,
        "review": known,
        "form": form,
        "board": board,
        "rows": [(row, visit.url("review_picture", line.pk, row.picture.pk)) for row in board.rows],
        "most": rules.MOST_PICTURES,
        "edit_days": rules.EDIT_FOR.days,
        "seo": {"title": _("Review: %(name)s") % {"name": line.name}, "robots": "noindex"},
    }
    return render(request, "shop/reviews/write.html", context, status=status)


@for_the_buyer
@require_safe
def picture(request: HttpRequest, visit: Visit, line: int, pk: int) -> HttpResponseBase:
    """A small picture of the buyer's own, also of what nobody else sees; drawn with the first look and kept privately."""
    found = pictures.of_line(_line(visit, line)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return respond(request, served(str(found.photo.get_rendition(SIZES["thumb"].wagtail_filter).file.name)))


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def survey(request: HttpRequest, token: str) -> HttpResponse:
    """Four questions, for who holds the link that was sent to the buyer."""
    try:
        asked = surveying.survey_of(token)
    except surveying.LinkForged:
        raise Http404 from None
    now = timezone.now()
    form = SurveyForm(request.POST) if request.method == "POST" else SurveyForm(initial=_answers(asked))
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        steps = {name: said[name] for name in QUESTIONS}
        try:
            surveying.answer(survey=asked, steps=steps, words=said["words"], now=now)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Thank you. You can change your answers for two weeks."))
            return redirect(request.path)
    is_open = surveying.is_open(asked, now)
    context = {
        "survey": asked,
        "order": asked.order,
        "form": form,
        "is_open": is_open,
        "seo": {"title": _("How satisfied are you?"), "robots": "noindex"},
    }
    status = 422 if form.is_bound else 200 if is_open else 410
    return render(request, "shop/reviews/survey.html", context, status=status)


def _answers(asked: Any) -> dict[str, Any]:
    return {"words": asked.words, **{name: getattr(asked, name) for name in QUESTIONS}}
