"""The addresses of the showroom; included once for each language. Each room keeps its own."""

from django.urls import include, path

urlpatterns = [
    path("shop/desk/", include("shop.desk.urls")),
    path("shop/", include("shop.enterprises.urls")),
    path("shop/", include("shop.catalogue.urls")),
    path("cart/", include("shop.cart.urls")),
    path("checkout/", include("shop.checkout.urls")),
    path("orders/", include("shop.orders.urls")),
    path("orders/", include("shop.payments.urls")),
]
