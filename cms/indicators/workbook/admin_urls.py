"""Where workbooks of indicator sets come in and go out in the admin; `cms.indicators.wagtail_hooks` brings it in."""

from django.urls import URLPattern, path
from wagtail import hooks

from cms.indicators.workbook.views import PreviewView, TemplateFileView, UploadView, VersionFileView


@hooks.register("register_admin_urls")
def workbook_urls() -> list[URLPattern]:
    """`pk` is the set's, but of uploads and versions their own."""
    begin = "indicator-workbooks"
    return [
        path(f"{begin}/<int:pk>/", UploadView.as_view(), name="indicators_workbook_upload"),
        path(f"{begin}/<int:pk>/template.xlsx", TemplateFileView.as_view(), name="indicators_workbook_template"),
        path(f"{begin}/uploads/<int:pk>/", PreviewView.as_view(), name="indicators_workbook_preview"),
        path(f"{begin}/versions/<int:pk>.xlsx", VersionFileView.as_view(), name="indicators_workbook_version"),
    ]
