"""Addresses of Kalyanamitr, below `kalyanamitr/`."""

from django.urls import URLPattern, URLResolver, include, path

from cms.assessment.reading import compare_views, file_views, list_views, organisation_views
from cms.indicators import set_views

app_name = "assessment"

urlpatterns: list[URLPattern | URLResolver] = [
    path("assess/", include("cms.assessment.answering.urls")),
    path("", list_views.overview, name="overview"),
    path("results/", list_views.results, name="results"),
    path("results.<str:form>", file_views.file, name="file"),
    path("map/", list_views.province_map, name="map"),
    path("provinces/<str:code>/", list_views.province, name="province"),
    path("ranking/", list_views.ranking, name="ranking"),
    path("ranking/<slug:set_code>/<str:code>/", list_views.ranking_by, name="ranking_by"),
    path("risers/", list_views.who_rose, name="risers"),
    path("indicators/", set_views.set_list, name="sets"),
    path("indicators/<slug:code>/<int:number>/", set_views.set_version, name="set"),
    path("indicators/<slug:code>/<int:number>/set.<str:form>", set_views.set_file, name="set_file"),
    path("compare/", compare_views.comparison, name="compare"),
    path("organisations/<slug:key>/", organisation_views.organisation, name="organisation"),
    path("organisations/<slug:key>/print/", organisation_views.organisation_print, name="organisation_print"),
    path("organisations/<slug:key>/friends/", organisation_views.friends, name="friends"),
    path("organisations/<slug:key>/result.<str:form>", organisation_views.organisation_file, name="organisation_file"),
]
