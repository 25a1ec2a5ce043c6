"""The addresses of the showroom; included once for each language. Each room keeps its own."""

from django.urls import include, path

urlpatterns = [
    # Those of the rooms that have pages at the desk stand before the desk's own.
    path("shop/", include("shop.certification.urls")),
    path("shop/", include("shop.sales.urls")),
    path("shop/", include("shop.reviews.urls")),
    path("shop/", include("shop.wishes.urls")),
    path("shop/", include("shop.reports.urls")),
    path("shop/", include("shop.landing.urls")),
    path("shop/desk/", include("shop.payments.desk_urls")),
    path("shop/webhooks/", include("shop.payments.webhook_urls")),
    path("shop/desk/", include("shop.desk.urls")),
    path("shop/", include("shop.enterprises.urls")),
    path("shop/", include("shop.catalogue.urls")),
    path("cart/", include("shop.cart.urls")),
    path("checkout/", include("shop.checkout.urls")),
    path("orders/", include("shop.orders.urls")),
    path("orders/", include("shop.payments.urls")),
    path("", include("shop.receipts.urls")),
]
