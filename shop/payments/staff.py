"""What staff of the shop are told: of money that needs a person."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import override

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.accounts.services import notify
from shop.orders.models import Order

MOST_STAFF = 30


def tell(*, kind: str, text_th: str, text_en: str, order: Order | None = None) -> None:
    """Tell moderators and administrators, each in the languages that a notice keeps; `order` is where it leads."""
    role = Q(is_superuser=True) | Q(groups__name__in=[Role.MODERATOR, Role.ADMINISTRATOR])
    keys = User.objects.filter(role, is_active=True).values("pk")
    # The admin has one address for both languages.
    with override(None):
        url = reverse("shop_order", args=[order.pk]) if order else reverse("shop_card_events")
    for person in User.objects.filter(pk__in=keys).order_by("pk")[:MOST_STAFF]:
        notify(recipient=person, kind=kind, text_th=text_th, text_en=text_en, url=url)
