"""Where payment services tell what happened."""

from django.urls import path

from shop.payments import card_views

urlpatterns = [path("stripe/", card_views.webhook, name="stripe_webhook")]
