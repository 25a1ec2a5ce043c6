"""Every address of the site. Thai has no prefix; English lives under /en/."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.http import Http404
from django.urls import include, path
from django.views.defaults import page_not_found
from wagtail.admin import urls as wagtailadmin_urls

from cms.accounts.views import to_sign_in
from cms.api.service import API
from cms.pages.urls import urlpatterns as page_urlpatterns

handler400 = "cms.pages.views.bad_request"

urlpatterns = [
    # Every part of the theme with sample words, on a developer's machine only.
    *(
        i18n_patterns(path("patterns/", include("themes.urls")), prefix_default_language=False)
        if settings.DEBUG
        else ()
    ),
    path("", include("cms.delivery.urls")),
    path("admin/login/", to_sign_in),
    # Wagtail's page that fails on purpose.
    path("admin/failwhale/", page_not_found, {"exception": Http404()}),
    path("admin/", include(wagtailadmin_urls)),
    path("", include("cms.pages.discovery")),
    path("", include("media.urls")),
    path("places/", include("cms.places.urls")),
    path("api/v1/", API.urls),
    *i18n_patterns(
        path("api/", include("cms.api.urls")),
        path("account/", include("cms.accounts.urls")),
        path("community/", include("cms.community.urls")),
        path("", include("search.urls")),
        path("", include("shop.urls")),
        path("", include("cms.stories.urls")),
        path("learning/", include("cms.academy.urls")),
        path("research-data/", include("cms.research.urls")),
        path("kalyanamitr/", include("cms.assessment.urls")),
        *page_urlpatterns,
        prefix_default_language=False,
    ),
]
