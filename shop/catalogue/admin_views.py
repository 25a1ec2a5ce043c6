"""Keeping a product in the admin: the same stock moves, the same index, the same pictures as everywhere else."""

from typing import Any, cast

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.action_menu import ActionMenuItem
from wagtail.snippets.views.snippets import CreateView, EditView

from cms.accounts.models import User
from cms.lifecycle.services import begin
from shop.catalogue import services, stocking
from shop.catalogue.models import MOVES, Product, ProductEvent, State
from shop.catalogue.showing import pictures_of

PUBLISH, WITHDRAW = "action-shop-publish", "action-shop-withdraw"


class _Keeping:
    """What adding and editing share. A refusal of the services stands above the form, and nothing was kept."""

    request: HttpRequest
    form: Any

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep it, or show the form again with what is wrong."""
        try:
            answer: HttpResponse = super().form_valid(form)  # type: ignore[misc]  # Wagtail's view stands behind this one
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
            self.produced_error_message = self.get_error_message()  # type: ignore[attr-defined]  # as above
            answer = self.form_invalid(form)  # type: ignore[attr-defined]  # as above
        return answer

    def save_instance(self) -> Product:
        """In the view's transaction: the rows, the stock, then what visitors see."""
        actor, before = cast(User, self.request.user), self.form.instance
        is_new = before.pk is None
        pictures = set() if is_new else pictures_of(before)
        if is_new:
            before.slug = services.free_slug(self.form.cleaned_data["name_en"])
        product: Product = super().save_instance()  # type: ignore[misc]  # as above
        if is_new:
            begin(subject=product, events=ProductEvent, actor=actor)
        for variant, number in self.form.counted():
            stocking.count(variant=variant, available=number, actor=actor)
        # What was read with the form is not what is kept now.
        product = Product.objects.get(pk=product.pk)
        services.settle(product=product, pictures_before=pictures)
        if PUBLISH in self.request.POST:
            services.publish(product=product, actor=actor)
        elif WITHDRAW in self.request.POST:
            services.withdraw(product=product, actor=actor)
        return product


class ProductCreateView(_Keeping, CreateView):
    """A new product, as a draft or published at once."""


class ProductEditView(_Keeping, EditView):
    """A product that is there."""


class PublishItem(ActionMenuItem):
    """Keep and show to visitors."""

    name = PUBLISH
    label = _("Save and publish")
    icon_name = "upload"
    order = 20

    def is_shown(self, context: dict[str, Any]) -> bool:
        """Where it may become published."""
        return context["model"] is Product and MOVES.allows(_state(context), State.PUBLISHED)


class WithdrawItem(ActionMenuItem):
    """Keep and take from visitors."""

    name = WITHDRAW
    label = _("Save and withdraw")
    icon_name = "download"
    order = 30

    def is_shown(self, context: dict[str, Any]) -> bool:
        """Where it may be withdrawn."""
        return context["model"] is Product and MOVES.allows(_state(context), State.WITHDRAWN)


def _state(context: dict[str, Any]) -> str:
    product: Product | None = context.get("instance")
    return product.state if product is not None else State.DRAFT
