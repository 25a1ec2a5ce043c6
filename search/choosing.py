"""The pages of the chooser (`search.choosers`) under /admin/things/: a listing, and what was chosen from it."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.contrib.admin.utils import unquote
from django.core.paginator import InvalidPage, Page
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views import View
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.generic import chooser

from search.choosers import Reference, ThingChooser
from search.registry import registry
from search.results import Results
from search.services import browse, find, resolve

PER_PAGE = 10


class FilterForm(BaseFilterForm):
    """What is typed into the search."""

    q = forms.CharField(
        label=_("Search term"),
        max_length=200,
        widget=forms.TextInput(attrs={"placeholder": _("Search"), "type": "search"}),
        required=False,
    )


class Counted(WagtailPaginator):
    """A paginator that is told how many there are, because search has counted and cut already."""

    def __init__(self, results: Results) -> None:
        super().__init__([], results.per_page)
        self.results = results

    @property
    def count(self) -> int:
        """Results on all pages."""
        return self.results.total

    @property
    def items_count_label(self) -> str:
        """How many, below the listing."""
        return ngettext("%(number)s found", "%(number)s found", self.count) % {"number": self.count}

    @property
    def num_pages(self) -> int:
        """Pages that there are."""
        return self.results.pages


class Listing(chooser.BaseChooseView):
    """One page of what may be chosen, the newest first, or what the typed words find."""

    page_title = _("Choose")
    icon = "search"
    filter_form_class = FilterForm
    results_url_name = "things:results"
    results_template_name = "search/admin/things.html"
    preserve_url_parameters = ["kind"]
    columns: list[Any] = []  # the template shows pictures too

    @property
    def kinds(self) -> list[str]:
        """The kinds asked for that there are; all where none is named. Raises Http404 for others."""
        asked = self.request.GET.getlist("kind")
        if not set(asked) <= registry.sources().keys():
            raise Http404
        return asked or list(registry.sources())

    @property
    def _preserved_param_string(self) -> str:
        return urlencode({"kind": self.kinds}, doseq=True)

    def get_results_page(self, request: HttpRequest) -> "Page[Any]":
        """Raises Http404 for a page that there is not."""
        words = self.filter_form.cleaned_data["q"] if self.filter_form.is_valid() else ""
        self.filter_form.is_searching, self.filter_form.search_query = bool(words), words
        raw = request.GET.get("p", "1")
        number = int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 7 else 0
        results = (
            find(words, self.kinds, page=number, per_page=PER_PAGE)
            if words
            else browse(self.kinds, page=number, per_page=PER_PAGE)
        )
        self.paginator = Counted(results)
        try:
            return Page(list(results.hits), self.paginator.validate_number(number), self.paginator)
        except InvalidPage as error:
            raise Http404 from error

    def can_create(self) -> bool:
        """Things are made in their own area."""
        return False


class Choose(chooser.ChooseViewMixin, chooser.CreationFormMixin, Listing):
    """The search as it opens."""

    can_create = Listing.can_create


class ChooseAgain(chooser.ChooseResultsViewMixin, chooser.CreationFormMixin, Listing):
    """The listing alone, after a letter was typed or a page turned."""

    can_create = Listing.can_create


class Chosen(chooser.ChosenViewMixin, chooser.ChosenResponseMixin, View):
    """Says what was chosen. A thing in several languages is named by the site's first one, where it stays longest."""

    def get(self, request: HttpRequest, pk: str) -> HttpResponse:
        """Raises Http404 for what no visitor may find."""
        reference = Reference.read(unquote(pk))
        if "\0" in reference.key:
            # PostgreSQL takes no text with a NUL in it, not even to look for.
            raise Http404
        here = resolve([reference]).get(reference)
        first = resolve([reference], settings.LANGUAGE_CODE).get(reference)
        if here is None or first is None:
            raise Http404
        named = Reference(first.kind, first.key)
        return self._wrap_chosen_response_data(ThingChooser(()).shown(named, here))  # type: ignore[no-any-return]  # Wagtail has no types


app_name = "things"
urlpatterns = [
    path("choose/", Choose.as_view(), name="choose"),
    path("results/", ChooseAgain.as_view(), name="results"),
    path("chosen/<str:pk>/", Chosen.as_view(), name="chosen"),
]
