"""The addresses of this room; the shop puts them below its own."""

from django.urls import path

from shop.wishes import views

urlpatterns = [
    path("wishes/", views.wishes, name="shop_wishes"),
    path("wishes/change/", views.change, name="shop_wish"),
    path("wishes/button/", views.button, name="shop_wish_button"),
    path("seen/", views.seen, name="shop_seen"),
]
