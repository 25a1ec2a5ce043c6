"""Addresses of the places look-up."""

from django.urls import path

from cms.places import views

app_name = "places"
urlpatterns = [path("find/", views.find, name="find")]
