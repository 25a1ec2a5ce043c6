"""Finished rounds in the admin: their addresses, and their item in the menu."""

from django.urls import URLPattern, path, re_path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.assessment.access import MAY_IMPORT
from cms.assessment.bulk.views import ImportView, TemplateFileView, UploadView
from cms.indicators.keeping.menu import MENU, item


@hooks.register("register_admin_urls")
def import_urls() -> list[URLPattern]:
    """Upload, one import, and the template of a round."""
    return [
        path("round-imports/", UploadView.as_view(), name="assessment_imports"),
        path("round-imports/<int:pk>/", ImportView.as_view(), name="assessment_import"),
        re_path(
            r"^round-imports/rounds/(?P<pk>\d+)/(?P<form>answers|scores)\.xlsx$",
            TemplateFileView.as_view(),
            name="assessment_import_template",
        ),
    ]


@hooks.register(MENU)
def imports_item() -> MenuItem:
    """“Import results” in the menu Kalyanamitr."""
    return item(_("Import results"), "assessment_imports", MAY_IMPORT, icon_name="upload", order=40)
