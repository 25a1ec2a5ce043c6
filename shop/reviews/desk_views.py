"""What sellers see of reviews and satisfaction, and their answers."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from shop.enterprises.doors import Stand, for_members, frame
from shop.reviews import pages, queries, services
from shop.reviews.forms import AnswerForm
from shop.reviews.models import SellersAnswer

REVIEWS_PER_PAGE = 20


@for_members
@require_safe
def reviews(request: HttpRequest, stand: Stand) -> HttpResponse:
    """What buyers said of what this enterprise sells, unanswered first."""
    rows = queries.of_enterprise(stand.enterprise)
    page = Paginator(rows, REVIEWS_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "shop/reviews/desk_reviews.html", frame(stand, "reviews", _("Reviews"), page=page))


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, stand: Stand, pk: int) -> HttpResponse:
    """One review, and the seller's answer. Answered twice it is answered once."""
    found = queries.of_enterprise(stand.enterprise).filter(pk=pk).first()
    if found is None:
        raise Http404
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            services.answer(review=found, actor=stand.member, words=form.cleaned_data["words"])
        except services.AlreadyAnswered as error:
            messages.info(request, " ".join(error.messages))
            return redirect(stand.url("shop_desk_review", pk))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Your answer stands under the review."))
            return redirect(stand.url("shop_desk_review", pk))
    context = frame(
        stand,
        "reviews",
        _("Review"),
        card=pages.cards([found])[0],
        answer=SellersAnswer.objects.filter(review=found).first(),
        product=found.product,
        form=form,
    )
    return render(request, "shop/reviews/desk_review.html", context, status=422 if form.is_bound else 200)


@for_members
@require_safe
def satisfaction(request: HttpRequest, stand: Stand) -> HttpResponse:
    """How satisfied this enterprise's buyers are, and what they wrote to it without saying who they are."""
    years = queries.years_asked(stand.enterprise)
    raw = request.GET.get("year", "")
    year = int(raw) if raw in {str(one) for one in years} else next(iter(years), timezone.localdate().year)
    context = frame(
        stand,
        "satisfaction",
        _("Satisfaction"),
        years=years,
        said=queries.words_for(stand.enterprise, year),
        **pages.satisfaction(stand.enterprise, year),
    )
    return render(request, "shop/reviews/desk_satisfaction.html", context)
