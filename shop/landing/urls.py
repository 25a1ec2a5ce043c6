"""The addresses of this room; the shop puts them below its own."""

from django.urls import path

from shop.landing import views

urlpatterns = [
    path("provinces/", views.provinces, name="shop_provinces"),
    path("provinces/<slug:code>/", views.province, name="shop_province"),
    path("kinds/<slug:slug>/", views.category, name="shop_land_category"),
]
