"""The addresses of this room; the shop puts them below its own."""

from django.urls import path

from shop.catalogue import views

urlpatterns = [
    path("", views.product_list, name="shop_list"),
    path("category/<slug:slug>/", views.category, name="shop_category"),
    path("product/<slug:slug>/", views.product, name="shop_product"),
    path("product/<slug:slug>/ask/", views.ask, name="shop_ask"),
]
