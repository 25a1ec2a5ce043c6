"""The admin's pages that bring a spreadsheet of LAOs in: upload, look at what it would do, confirm; and take one out."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.places.forms import UploadForm
from cms.places.importing import check_laos, confirm_import, export_csv, export_xlsx, template_xlsx, upload_laos
from cms.places.models import LaoImport
from cms.places.sheets import MOST_BYTES

MOST_SHOWN = 200
MAY_IMPORT = ("places.add_lao", "places.change_lao")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class MayImport:
    """Lets in who may add and change LAOs."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Raises PermissionDenied for everybody else; Wagtail turns that into a message."""
        if not request.user.has_perms(MAY_IMPORT):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]  # the next class is a View


class _Page(MayImport, WagtailAdminTemplateMixin):
    page_title = gettext_lazy("Import LAOs")
    header_icon = "upload"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Admin › LAOs › this page."""
        laos = {"url": reverse("wagtailsnippets_places_lao:list"), "label": _("LAOs")}
        return [*self.breadcrumbs_items, laos, {"url": "", "label": self.page_title}]


class UploadView(_Page, FormView[UploadForm]):
    """Takes a file; one that cannot be read is refused beside the field, any other leads on to its preview."""

    form_class = UploadForm
    template_name = "places/lao_upload.html"

    def form_valid(self, form: UploadForm) -> HttpResponse:
        """Keep the file and show what it would do."""
        file, user = form.cleaned_data["file"], self.request.user
        assert isinstance(user, AbstractBaseUser)  # noqa: S101  # MayImport lets nobody else in
        try:
            # One byte more than allowed, so that reading says that it is too much without holding all of it.
            upload, _judged = upload_laos(name=file.name or "", content=file.read(MOST_BYTES + 1), user=user)
        except ValidationError as error:
            form.add_error("file", error)
            return self.form_invalid(form)
        return redirect("places_lao_import", pk=upload.pk)


class PreviewView(_Page, TemplateView):
    """What an upload would do to the registry, with every problem; confirming does it."""

    template_name = "places/lao_preview.html"

    @cached_property
    def upload(self) -> LaoImport:
        """The upload, which only its owner may see while it waits."""
        return get_object_or_404(LaoImport, pk=self.kwargs["pk"], uploaded_by_id=self.request.user.pk, applied_at=None)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The upload judged against the registry as it is now; lists are cut at MOST_SHOWN."""
        judged = check_laos(name=self.upload.name, content=bytes(self.upload.content))
        shown = {name: getattr(judged, name)[:MOST_SHOWN] for name in ("problems", "added", "changed")}
        return {
            **super().get_context_data(**kwargs),
            "upload": self.upload,
            "judged": judged,
            **shown,
            "most": MOST_SHOWN,
        }

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Import; where the registry has changed meanwhile so that it cannot be, show the page again."""
        try:
            judged = confirm_import(upload=self.upload)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("places_lao_import", pk=pk)
        done = {"added": len(judged.added), "changed": len(judged.changed)}
        messages.success(request, _("%(added)s LAOs were added and %(changed)s changed.") % done)
        return redirect("wagtailsnippets_places_lao:list")


class DownloadView(MayImport, View):
    """A file to keep: the template, or the registry."""

    files: dict[str, tuple[Callable[[], bytes], str]] = {
        "template.xlsx": (template_xlsx, XLSX),
        "laos.xlsx": (export_xlsx, XLSX),
        "laos.csv": (export_csv, "text/csv; charset=utf-8"),
    }

    def get(self, request: HttpRequest, name: str) -> HttpResponse:
        """The file of this name; the addresses let no other name through."""
        make, content_type = self.files[name]
        disposition = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
        return HttpResponse(make(), content_type=content_type, headers=disposition)
