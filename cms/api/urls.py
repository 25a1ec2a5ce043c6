"""The address of the page that explains the API to people; included once for each language."""

from django.urls import path

from cms.api.pages import documentation

urlpatterns = [path("", documentation, name="api_documentation")]
