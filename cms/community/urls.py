"""The addresses of this room."""

from django.urls import path

from cms.community import views

urlpatterns = [
    path("report/<slug:kind>/<slug:key>/", views.report, name="community_report"),
    path("decisions/<str:token>/", views.decision, name="community_decision"),
]
