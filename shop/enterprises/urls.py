"""The addresses of this room; the shop puts them below its own."""

from django.urls import path

from shop.enterprises import views

urlpatterns = [
    path("makers/", views.enterprises, name="shop_enterprises"),
    path("maker/<slug:slug>/", views.enterprise, name="shop_enterprise"),
    path("open/", views.open_one, name="shop_open"),
    path("join/<str:token>/", views.join, name="shop_join"),
]
