"""The addresses of this room; the shop puts them below its own."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
