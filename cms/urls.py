"""Every address of the site. Thai has no prefix; English lives under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls

from cms.accounts.views import to_sign_in
from cms.pages.urls import urlpatterns as page_urlpatterns

urlpatterns = [
    path("", include("cms.delivery.urls")),
    path("admin/login/", to_sign_in),
    path("admin/", include(wagtailadmin_urls)),
    path("", include("cms.pages.discovery")),
    path("", include("media.urls")),
    path("places/", include("cms.places.urls")),
    *i18n_patterns(
        path("account/", include("cms.accounts.urls")),
        path("", include("search.urls")),
        path("", include("cms.stories.urls")),
        *page_urlpatterns,
        prefix_default_language=False,
    ),
]
