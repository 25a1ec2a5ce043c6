"""The addresses of this room; the shop puts them below its own."""

from django.urls import path

from shop.cart import views

urlpatterns = [
    path("", views.cart, name="cart"),
    path("add/", views.add, name="cart_add"),
    path("change/", views.change, name="cart_change"),
    path("count/", views.count, name="cart_count"),
]
