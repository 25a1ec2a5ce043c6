"""The admin's pages that bring a workbook of an indicator set in: upload, look at what it changes, confirm; take one out."""

from abc import ABC, abstractmethod
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.accounts.models import User
from cms.indicators.keeping.menu import MAY_KEEP, MAY_LOOK
from cms.indicators.models import IndicatorSet, SetUpload, Version
from cms.indicators.queries import instrument_of
from cms.indicators.workbook.comparing import SAME, changes_of
from cms.indicators.workbook.forms import UploadForm
from cms.indicators.workbook.importing import confirm_upload, newest, preview, upload_set
from cms.indicators.workbook.reading import LIMITS
from cms.indicators.workbook.writing import template, write
from cms.places.admin_views import XLSX

MOST_SHOWN = 300


class _Permitted:
    """Lets in who has one permission."""

    needs = MAY_KEEP

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Raises PermissionDenied for everybody else; Wagtail turns that into a message."""
        if not request.user.has_perm(self.needs):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]  # the next class is a View


class _Page(_Permitted, WagtailAdminTemplateMixin, ABC):
    page_title = gettext_lazy("Workbook of an indicator set")
    header_icon = "upload"

    @property
    @abstractmethod
    def about(self) -> IndicatorSet:
        """The set whose workbook it is."""

    def get_page_subtitle(self) -> str:
        """The set."""
        return str(self.about)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Admin › indicator sets › the set › this page."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("kalyanamitr_sets"), "label": _("Indicator sets")},
            {"url": reverse("kalyanamitr_set", args=[self.about.pk]), "label": str(self.about)},
            {"url": "", "label": self.page_title},
        ]

    @property
    def me(self) -> User:
        """Whoever is signed in."""
        assert isinstance(self.request.user, User)  # noqa: S101  # _Permitted lets nobody else in
        return self.request.user


class UploadView(_Page, FormView[UploadForm]):
    """Takes a workbook for a set; one that cannot be read is refused beside the field, any other leads to its preview."""

    form_class = UploadForm
    template_name = "indicators/workbook_upload.html"

    @cached_property
    def indicator_set(self) -> IndicatorSet:
        """The set that the workbook is for."""
        return get_object_or_404(IndicatorSet, pk=self.kwargs["pk"])

    @property
    def about(self) -> IndicatorSet:
        """The set."""
        return self.indicator_set

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The set with its versions, to be taken out as workbooks."""
        context = super().get_context_data(**kwargs)
        return {**context, "set": self.indicator_set, "versions": newest(self.indicator_set)[:20]}

    def form_valid(self, form: UploadForm) -> HttpResponse:
        """Keep the workbook and show what it would change."""
        file = form.cleaned_data["file"]
        try:
            # One byte more than allowed, so that reading says that it is too much without holding all of it.
            content = file.read(LIMITS.size + 1)
            upload = upload_set(indicator_set=self.indicator_set, name=file.name or "", content=content, user=self.me)
        except ValidationError as error:
            form.add_error("file", error)
            return self.form_invalid(form)
        return redirect("indicators_workbook_preview", pk=upload.pk)


class PreviewView(_Page, TemplateView):
    """What an upload would write, row by row, or every problem; confirming writes it as the set's draft."""

    template_name = "indicators/workbook_preview.html"

    @cached_property
    def upload(self) -> SetUpload:
        """The upload, which only its owner may see, until it expires."""
        waiting = SetUpload.objects.fresh().select_related("indicator_set")
        return get_object_or_404(waiting, pk=self.kwargs["pk"], uploaded_by=self.me)

    @property
    def about(self) -> IndicatorSet:
        """The set."""
        return self.upload.indicator_set

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The upload judged against the set as it is now; what stays as it is, is left out below what changes."""
        found = preview(self.upload)
        return {
            **super().get_context_data(**kwargs),
            "upload": self.upload,
            "found": found,
            "flaws": found.reading.flaws[:MOST_SHOWN],
            "nodes": found.nodes,
            "counts": changes_of(found.nodes),
            "differs": any(node.fate != SAME for node in found.nodes),
            "most": MOST_SHOWN,
        }

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Write the draft; where the set has changed meanwhile, show the page again."""
        try:
            draft = confirm_upload(upload=self.upload, seen=request.POST.get("seen", ""))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("indicators_workbook_preview", pk=pk)
        messages.success(
            request, _("The workbook was written as version %(number)s, a draft.") % {"number": draft.number}
        )
        # Where it is edited and published, and where everything is named that keeps it from that.
        return redirect("kalyanamitr_version", pk=draft.pk)


class VersionFileView(_Permitted, View):
    """A version as a workbook, drafts too, for whoever may look at sets in the admin."""

    needs = MAY_LOOK

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The file."""
        version = get_object_or_404(Version.objects.select_related("indicator_set"), pk=pk)
        return _file(write(instrument_of(version)), f"{version.indicator_set.code}-v{version.number}.xlsx")


class TemplateFileView(_Permitted, View):
    """A small workbook to write over, for a set."""

    needs = MAY_LOOK

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The file."""
        code = get_object_or_404(IndicatorSet, pk=pk).code
        return _file(template(code), f"{code}-template.xlsx")


def _file(content: bytes, name: str) -> HttpResponse:
    disposition = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=XLSX, headers=disposition)
