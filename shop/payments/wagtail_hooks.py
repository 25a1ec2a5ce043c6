"""Payments in the admin: below the order that they are of; and what is owed to enterprises."""

from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from cms.accounts.admin_menu import PermittedItem
from shop.payments import card_admin, payout_admin, payout_list
from shop.payments.admin_views import refund


@hooks.register("register_admin_urls")
def payment_urls() -> list[URLPattern]:
    """The form for a refund."""
    return [path("orders/<int:pk>/refund/", refund, name="shop_order_refund")]


@hooks.register("register_admin_urls")
def payout_urls() -> list[URLPattern]:
    """The list, its files, one enterprise, the proof of a transfer."""
    rows = payout_list.PayoutsView
    return [
        path("payouts/", rows.as_view(), name="shop_payouts"),
        path("payouts/results/", rows.as_view(results_only=True), name="shop_payouts_results"),
        path("payouts/file/<str:form>/", payout_list.payouts_file, name="shop_payouts_file"),
        path("payouts/proof/<int:pk>/", payout_admin.proof, name="shop_payout_proof"),
        path("payouts/<int:pk>/", payout_admin.payout, name="shop_payout"),
    ]


@hooks.register("register_admin_menu_item")
def payouts_menu_item() -> Any:
    """“Payouts” in the admin's menu."""
    return PermittedItem(
        _("Payouts"),
        reverse("shop_payouts"),
        name="payouts",
        icon_name="download",
        order=932,
        permission=payout_list.MAY_SEE,
    )


@hooks.register("register_admin_urls")
def event_urls() -> list[URLPattern]:
    """The inbox, one event, and applying it once more."""
    rows = card_admin.EventsView
    return [
        path("payment-events/", rows.as_view(), name="shop_card_events"),
        path("payment-events/results/", rows.as_view(results_only=True), name="shop_card_events_results"),
        path("payment-events/<int:pk>/", card_admin.event, name="shop_card_event"),
        path("payment-events/<int:pk>/replay/", card_admin.replay, name="shop_card_event_replay"),
    ]


@hooks.register("register_reports_menu_item")
def events_menu_item() -> Any:
    """The inbox among Wagtail's reports."""
    words = _("Events of payment services")
    return PermittedItem(
        words,
        reverse("shop_card_events"),
        name="payment-events",
        icon_name="mail",
        order=1210,
        permission=card_admin.MAY_SEE,
    )
