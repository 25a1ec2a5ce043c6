"""Addresses of the research room beside its pages."""

from django.urls import path

from cms.research import views

urlpatterns = [
    path("figures.<str:form>", views.figures_of_list, name="research_list_figures"),
    path("<int:pk>/figures.<str:form>", views.figures_of_result, name="research_figures"),
    path("<int:pk>/citation.<str:form>", views.citation, name="research_citation"),
]
