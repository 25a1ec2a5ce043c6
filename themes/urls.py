"""Addresses of the pattern pages; the project includes them under DEBUG only."""

from django.urls import path

from themes.patterns import show

urlpatterns = [
    path("", show, name="patterns"),
    path("<slug:name>/", show, name="pattern"),
]
