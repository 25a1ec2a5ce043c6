"""The addresses of this room; the shop puts them below its own."""

from django.urls import path

from shop.enterprises import views

urlpatterns = [
    path("maker/<slug:slug>/", views.enterprise, name="shop_enterprise"),
]
