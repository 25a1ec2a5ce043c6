"""What visitors ask about products, and the answers."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from shop.catalogue import asking
from shop.desk import queries
from shop.enterprises.doors import Stand, for_members, frame

QUESTIONS_PER_PAGE = 20


class AnswerForm(forms.Form):
    """The answer; it leaves by mail, once."""

    answer = forms.CharField(
        label=gettext_lazy("Your answer"),
        max_length=3000,
        help_text=gettext_lazy("It is sent by e-mail and cannot be changed afterwards."),
        widget=forms.Textarea({"rows": 6}),
    )


@for_members
@require_safe
def questions(request: HttpRequest, stand: Stand) -> HttpResponse:
    """What was asked, unanswered questions first."""
    page = Paginator(queries.questions_of(stand.enterprise), QUESTIONS_PER_PAGE).get_page(request.GET.get("page"))
    context = frame(stand, "questions", _("Questions"), page=page)
    return render(request, "shop/desk/questions.html", context)


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, stand: Stand, pk: int) -> HttpResponse:
    """One question, and its answer. Answered twice it is answered once."""
    asked = queries.questions_of(stand.enterprise).filter(pk=pk).first()
    if asked is None:
        raise Http404
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            asking.answer(question=asked, actor=stand.member, text=form.cleaned_data["answer"])
        except asking.AlreadyAnswered as error:
            messages.info(request, " ".join(error.messages))
            return redirect(stand.url("shop_desk_question", asked.pk))
        except ValidationError as error:
            form.add_error("answer", error.messages)
        else:
            messages.success(request, _("The answer is on its way."))
            return redirect(stand.url("shop_desk_questions"))
    context = frame(stand, "questions", _("Question"), question=asked, form=form)
    return render(request, "shop/desk/question.html", context, status=422 if form.is_bound else 200)
