"""What was bought, from whom, for how much: frozen as it was placed, moved on step by step.

What buyers send back stands in `returning.py`.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.lifecycle.models import LifecycleEvent
from cms.lifecycle.rules import Lifecycle
from cms.places.models.areas import InReadersLanguage
from shop.catalogue.models import Variant
from shop.enterprises.models import Enterprise
from shop.orders.returning import ReturnRequest as ReturnRequest


class State(models.TextChoices):
    """Where an order stands."""

    AWAITING_PAYMENT = "awaiting_payment", _("Waits for payment")
    PAYMENT_SENT = "payment_sent", _("Slip sent, waits for the seller")
    TO_SEND = "to_send", _("To be sent")
    SENT = "sent", _("Sent off")
    RECEIVED = "received", _("Received")
    RETURNED = "returned", _("Came back")
    CANCELLED = "cancelled", _("Cancelled")
    EXPIRED = "expired", _("Not paid in time")


# In these an order has given its pieces back.
GAVE_BACK = (State.CANCELLED, State.EXPIRED, State.RETURNED)

MOVES = Lifecycle(
    State,
    {
        State.AWAITING_PAYMENT: {State.PAYMENT_SENT, State.TO_SEND, State.CANCELLED, State.EXPIRED},
        State.PAYMENT_SENT: {State.TO_SEND, State.AWAITING_PAYMENT, State.CANCELLED},
        State.TO_SEND: {State.SENT, State.CANCELLED},
        State.SENT: {State.RECEIVED, State.RETURNED},
        State.RECEIVED: (),
        State.RETURNED: (),
        State.CANCELLED: (),
        # The money came after all, and the pieces are still there.
        State.EXPIRED: {State.TO_SEND},
    },
    reason_needed={State.CANCELLED, State.RETURNED},
)


class Purchase(models.Model):
    """One going through the checkout: who buys, and where to. It holds one order for each enterprise.

    `token` is the checkout's: the same form sent twice is one purchase. The address is kept as it was: names and
    postcode for the parcel, the subdistrict's code for counting. A purchase that is picked up has no address.
    `erased_at` says since when nobody knows any more who bought; then name, ways to reach and address are blank.
    """

    token = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="purchases")
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail address"))
    phone = models.CharField(_("telephone"), max_length=20)
    language = models.CharField(max_length=2, default="th")
    address_line = models.CharField(_("house number, street, village"), max_length=200, blank=True)
    subdistrict_code = models.CharField(max_length=6, blank=True)
    subdistrict = models.CharField(_("subdistrict"), max_length=60, blank=True)
    district = models.CharField(_("district"), max_length=60, blank=True)
    province = models.CharField(_("province"), max_length=60, blank=True)
    postcode = models.CharField(_("postcode"), max_length=5, blank=True)
    placed_at = models.DateTimeField(_("placed"), default=timezone.now, db_index=True)
    erased_at = models.DateTimeField(_("buyer's data erased"), null=True, blank=True)

    class Meta:
        verbose_name = _("purchase")
        verbose_name_plural = _("purchases")
        ordering = ["-placed_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(token=""), name="shop_purchase_has_a_token"),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) & ~Q(name="") & ~Q(email="") & ~Q(phone="")
                | Q(erased_at__isnull=False, user__isnull=True, name="", email="", phone="", address_line=""),
                name="shop_purchase_is_filled_in_or_erased",
            ),
            models.CheckConstraint(
                condition=Q(address_line="", subdistrict_code="", postcode="")
                | (
                    ~Q(address_line="")
                    & Q(subdistrict_code__regex=r"^[1-9][0-9]{5}$", postcode__regex=r"^[1-9][0-9]{4}$")
                ),
                name="shop_purchase_address_whole_or_none",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.placed_at:%Y-%m-%d} {self.pk}"


class Order(models.Model):
    """What one enterprise sends to one buyer. All amounts in satang.

    `number` cannot be guessed and is what people say on the telephone. `pay_by` is when an unpaid order gives its
    pieces back; None where nothing has to be paid before sending. `pick_up_where` is blank for what is sent.
    """

    purchase = models.ForeignKey(Purchase, models.PROTECT, related_name="orders")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="orders")
    number = models.CharField(_("number"), max_length=20, unique=True)
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.AWAITING_PAYMENT)
    seller_th = models.CharField(max_length=160)
    seller_en = models.CharField(max_length=160)
    shipping_method = models.CharField(max_length=12)
    shipping_price = models.PositiveBigIntegerField()
    pick_up_where = models.CharField(_("where to pick up"), max_length=300, blank=True)
    payment_method = models.CharField(max_length=12)
    payment_fee = models.PositiveBigIntegerField(default=0)
    goods_total = models.PositiveBigIntegerField()
    total = models.PositiveBigIntegerField(_("total"))
    note = models.CharField(_("note to the seller"), max_length=500, blank=True)
    placed_at = models.DateTimeField(_("placed"), default=timezone.now)
    pay_by = models.DateTimeField(_("to be paid by"), null=True, blank=True)
    carrier = models.CharField(_("carrier"), max_length=60, blank=True)
    tracking_number = models.CharField(_("tracking number"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("purchase order")
        verbose_name_plural = _("purchase orders")
        ordering = ["-placed_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="shop_order_state_known"),
            models.CheckConstraint(
                condition=Q(number__regex=r"^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$"), name="shop_order_number_format"
            ),
            models.CheckConstraint(
                condition=Q(total=F("goods_total") + F("shipping_price") + F("payment_fee")),
                name="shop_order_total_adds_up",
            ),
            models.UniqueConstraint(fields=["purchase", "enterprise"], name="shop_order_one_an_enterprise"),
            models.CheckConstraint(
                condition=~Q(state=State.AWAITING_PAYMENT) | Q(pay_by__isnull=False),
                name="shop_order_unpaid_has_a_deadline",
            ),
        ]
        indexes = [
            models.Index(fields=["enterprise", "state", "-placed_at"], name="shop_order_of_enterprise"),
            models.Index(fields=["pay_by"], condition=Q(state=State.AWAITING_PAYMENT), name="shop_order_deadlines"),
        ]

    def __str__(self) -> str:
        return self.number

    seller = InReadersLanguage("seller")


class OrderLine(models.Model):
    """So many of one variant at one price, as it was when ordered; the database lets it never be changed."""

    order = models.ForeignKey(Order, models.PROTECT, related_name="lines")
    variant = models.ForeignKey(Variant, models.PROTECT, related_name="+")
    name_th = models.CharField(max_length=240)
    name_en = models.CharField(max_length=240)
    sku = models.CharField(max_length=40, blank=True)
    unit_price = models.PositiveBigIntegerField()
    quantity = models.PositiveIntegerField()
    weight = models.PositiveIntegerField()  # grams of one
    total = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["order", "variant"], name="shop_order_line_once_a_variant"),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="shop_order_line_has_pieces"),
            models.CheckConstraint(condition=Q(unit_price__gt=0), name="shop_order_line_has_a_price"),
            models.CheckConstraint(condition=Q(total=F("unit_price") * F("quantity")), name="shop_order_line_adds_up"),
        ]

    def __str__(self) -> str:
        return f"{self.order_id}: {self.quantity} × {self.name_th}"

    name = InReadersLanguage("name")


class ParcelCorrection(models.Model):
    """Carrier or number of a parcel already sent was told anew. Written once; what stood there before is not kept."""

    order = models.ForeignKey(Order, models.PROTECT, related_name="corrections")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]

    # Reads beside the order's events.
    reason = ""

    def __str__(self) -> str:
        return f"{self.order_id} {self.at:%Y-%m-%d}"

    @property
    def became(self) -> str:
        """What it says in the order's history."""
        return gettext("The parcel's number was corrected")


class OrderEvent(LifecycleEvent):
    """One move of an order."""

    subject = models.ForeignKey(Order, models.PROTECT, related_name="events")

    class Meta(LifecycleEvent.Meta):
        pass

    @property
    def became(self) -> str:
        """The state it moved to, as people read it."""
        return MOVES.label(self.to_state)
