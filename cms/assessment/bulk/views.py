"""The admin's pages for finished rounds: upload, watch how far the worker is, look at what would be published, confirm."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.accounts.models import User
from cms.assessment.access import MAY_IMPORT
from cms.assessment.bulk import findings
from cms.assessment.bulk.columns import LIMITS
from cms.assessment.bulk.forms import UploadForm
from cms.assessment.bulk.services import confirm_import, upload_round
from cms.assessment.bulk.writing import template
from cms.assessment.models import ImportState, Round, RoundImport
from cms.assessment.models.imports import AT_WORK
from cms.places.admin_views import XLSX

MOST_LISTED = 30
# Seconds between two looks of a page that waits for the worker.
LOOK_AGAIN = 3


class _MayImport:
    """Lets in who may import results of whole rounds."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Raises PermissionDenied for everybody else; Wagtail turns that into a message."""
        if not request.user.has_perm(MAY_IMPORT):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]  # the next class is a View


class _Page(_MayImport, WagtailAdminTemplateMixin):
    page_title = gettext_lazy("Import results of a round")
    header_icon = "upload"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Admin › imports, and › the round where it is of one."""
        path = [*self.breadcrumbs_items, {"url": reverse("assessment_imports"), "label": self.page_title}]
        of_round = self.get_page_subtitle()
        return [*path, {"url": "", "label": of_round}] if of_round else path

    @property
    def me(self) -> User:
        """Whoever is signed in."""
        assert isinstance(self.request.user, User)  # noqa: S101  # _MayImport lets nobody else in
        return self.request.user


class UploadView(_Page, FormView[UploadForm]):
    """Takes a workbook for a round and shows the last ones; what is no workbook is refused beside the field."""

    form_class = UploadForm
    template_name = "assessment/import_upload.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Templates of the newest rounds, and the last imports: one's own, and what others published."""
        rounds = Round.objects.select_related("indicator_set")[:MOST_LISTED]
        mine = RoundImport.objects.filter(uploaded_by=self.me)
        seen = (mine | RoundImport.objects.filter(state=ImportState.PUBLISHED)).select_related(
            "round__indicator_set", "uploaded_by"
        )
        context = super().get_context_data(**kwargs)
        return {**context, "rounds": rounds, "imports": seen.defer("content", "found")[:MOST_LISTED]}

    def form_valid(self, form: UploadForm) -> HttpResponse:
        """Keep the workbook, and lead to where the worker tells how far it is."""
        file = form.cleaned_data["file"]
        try:
            # One byte more than allowed, so that it is said to be too much without holding all of it.
            content = file.read(LIMITS.size + 1)
            kept = upload_round(round=form.cleaned_data["round"], name=file.name or "", content=content, user=self.me)
        except ValidationError as error:
            form.add_error("file", error)
            return self.form_invalid(form)
        return redirect("assessment_import", pk=kept.pk)


class ImportView(_Page, TemplateView):
    """How far an import is; what it would publish, or every problem; confirming has it published."""

    template_name = "assessment/import.html"

    @cached_property
    def kept(self) -> RoundImport:
        """The import: one's own, or one that is published."""
        return get_object_or_404(_visible(self.me), pk=self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        """The round."""
        return str(self.kept.round)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the worker found, in the reader's language."""
        kept = self.kept
        return {
            **super().get_context_data(**kwargs),
            "kept": kept,
            "at_work": kept.state in AT_WORK,
            "mine": kept.uploaded_by_id == self.me.pk,
            "flaws": findings.flaws(kept.found),
            "rows": findings.rows(kept.found, kept.round),
            "levels": findings.levels(kept.found, kept.round),
            "most": findings.MOST_SHOWN,
        }

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page looks again by itself while the worker is at work, without a script."""
        answer = super().get(request, *args, **kwargs)
        if self.kept.state in AT_WORK:
            answer.headers["Refresh"] = str(LOOK_AGAIN)
        return answer

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Have it published."""
        try:
            confirm_import(kept=self.kept, user=self.me)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("The results are being published."))
        return redirect("assessment_import", pk=pk)


def _visible(user: User) -> QuerySet[RoundImport]:
    rows = RoundImport.objects.select_related("round__indicator_set", "round__version", "uploaded_by").defer("content")
    return rows.filter(uploaded_by=user) | rows.filter(state=ImportState.PUBLISHED)


class TemplateFileView(_MayImport, View):
    """The workbook in which a round is written."""

    def get(self, request: HttpRequest, pk: int, form: str) -> HttpResponse:
        """The file; the addresses let no other form through."""
        round = get_object_or_404(Round.objects.select_related("indicator_set", "version__indicator_set"), pk=pk)
        name = f"{round.indicator_set.code}-{round.year}-{form}.xlsx"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
        return HttpResponse(template(round, form), content_type=XLSX, headers=headers)
