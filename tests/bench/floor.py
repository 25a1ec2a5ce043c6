"""The hello view that every figure is a share of."""

from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path


def hello(request: HttpRequest) -> HttpResponse:
    """Five letters."""
    return HttpResponse("hello")


urlpatterns = [path("", hello)]
application = get_wsgi_application()
