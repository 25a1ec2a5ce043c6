"""The project's addresses with the pattern pages that a developer's machine has."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from cms.urls import urlpatterns as project

urlpatterns = [*i18n_patterns(path("patterns/", include("themes.urls")), prefix_default_language=False), *project]
