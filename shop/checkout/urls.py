"""The addresses of this room; the shop puts them below its own."""

from django.urls import path

from shop.checkout import views

urlpatterns = [
    path("", views.checkout, name="checkout"),
    path("places/", views.places, name="checkout_places"),
    path("done/<str:page_key>/", views.done, name="checkout_done"),
]
