"""What of this room people can report: reviews, and sellers' answers to them."""

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.community.registry import Author, Told
from shop.catalogue.showing import visible
from shop.reviews import pictures, services
from shop.reviews.models import Review, SellersAnswer, State


def _state(*, for_good: bool) -> State:
    return State.REMOVED if for_good else State.HIDDEN


def _place(review: Review) -> str:
    return f"{reverse('shop_reviews', args=[review.product.slug])}#review-{review.pk}"


def _is_seen(review: Review) -> bool:
    return review.state == State.PUBLISHED and visible().filter(pk=review.product_id).exists()


class Reviews:
    """Buyers' reviews."""

    kind = services.REVIEW
    label: str | Promise = _("Review of a product")

    def told(self, key: str) -> Told | None:
        """The review of this primary key; two or three queries."""
        review = self._of(key)
        if review is None or review.state == State.TAKEN_BACK:
            return None
        purchase = review.line.order.purchase
        return Told(
            about=review.product.name,
            excerpt=f"{'★' * review.stars} {review.words}".strip(),
            url=_place(review),
            is_shown=_is_seen(review),
            author=Author(purchase.user, purchase.email, purchase.language),
            signed=review.name,
            photos=tuple((one.photo_id, one.photo.description) for one in pictures.kept(review.line)),
        )

    def hide(self, key: str, *, for_good: bool) -> None:
        """Out of every page, list and sum."""
        if review := self._of(key):
            services.set_state(review=review, to=_state(for_good=for_good))

    def show(self, key: str) -> None:
        """Into every page, list and sum."""
        if review := self._of(key):
            services.set_state(review=review, to=State.PUBLISHED)

    def _of(self, key: str) -> Review | None:
        rows = Review.objects.select_related("product", "line__order__purchase__user")
        return rows.filter(pk=int(key)).first() if key.isascii() and key.isdigit() and len(key) < 19 else None


class Answers:
    """Sellers' answers to reviews."""

    kind = services.ANSWER
    label: str | Promise = _("Seller's answer to a review")

    def told(self, key: str) -> Told | None:
        """The answer of this primary key."""
        said = self._of(key)
        if said is None:
            return None
        seen = said.state == State.PUBLISHED and _is_seen(said.review)
        author = Author(said.by, language=said.by.language) if said.by else Author()
        return Told(said.review.product.name, said.words, _place(said.review), seen, author)

    def hide(self, key: str, *, for_good: bool) -> None:
        """The review stands without it."""
        if said := self._of(key):
            services.set_answers_state(said=said, to=_state(for_good=for_good))

    def show(self, key: str) -> None:
        """The review stands with it."""
        if said := self._of(key):
            services.set_answers_state(said=said, to=State.PUBLISHED)

    def _of(self, key: str) -> SellersAnswer | None:
        rows = SellersAnswer.objects.select_related("review__product", "by")
        return rows.filter(pk=int(key)).first() if key.isascii() and key.isdigit() and len(key) < 19 else None


REPORTABLES = (Reviews(), Answers())
