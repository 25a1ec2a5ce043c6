"""The address of the results page; included once for each language."""

from django.urls import path

from search.views import results

urlpatterns = [path("search/", results, name="search")]
