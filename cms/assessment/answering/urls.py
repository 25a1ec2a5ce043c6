"""Addresses of assessing, below `kalyanamitr/assess/`."""

from django.urls import path, register_converter

from cms.assessment.answering import evidence_views, overview_views, saving_views, sheet_views, start_views


class CodeConverter:
    """The code of an indicator or a sub-indicator, as `cms.indicators` has them."""

    regex = r"[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*"

    def to_python(self, value: str) -> str:
        """The code itself."""
        return value

    def to_url(self, value: str) -> str:
        """The code itself."""
        return value


register_converter(CodeConverter, "indicator_code")

# No code is a hyphen alone, so what is done never meets an indicator.
urlpatterns = [
    path("", start_views.start, name="assess"),
    path("begin/", start_views.begin, name="assess_begin"),
    path("<int:pk>/", overview_views.overview, name="assess_one"),
    path("<int:pk>/-/submit/", overview_views.submit, name="assess_submit"),
    path("<int:pk>/-/verify/", overview_views.verify, name="assess_verify"),
    path("<int:pk>/-/send-back/", overview_views.send_back, name="assess_send_back"),
    path("<int:pk>/-/answer/<indicator_code:code>/", saving_views.answer, name="assess_answer"),
    path("<int:pk>/-/strength/<indicator_code:code>/", saving_views.strength, name="assess_strength"),
    path("<int:pk>/-/evidence/<indicator_code:code>/", evidence_views.evidence, name="assess_evidence"),
    path("<int:pk>/-/file/<int:evidence>/", evidence_views.file, name="assess_file"),
    path("<int:pk>/<indicator_code:code>/", sheet_views.sheet, name="assess_sheet"),
]
