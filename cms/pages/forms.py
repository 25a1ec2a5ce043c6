"""The admin's page forms, with slugs that keep Thai whole."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.pages import CopyForm, WagtailAdminPageForm

from cms.pages.slugs import MAX_LENGTH, validate_slug


class SlugInput(forms.TextInput):
    """A text field that themes/static/js/admin/slug.js fills from the title; without it, one types the slug."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        actions = "blur->sep-slug#clean w-sync:check->sep-slug#compare w-sync:apply->sep-slug#fill:prevent"
        super().__init__({"data-controller": "sep-slug", "data-action": actions, **(attrs or {})})


class SlugField(forms.CharField):
    """A form field for a slug with Thai marks."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", MAX_LENGTH)
        kwargs.setdefault("widget", SlugInput())
        super().__init__(validators=[validate_slug], **kwargs)


class SepPageForm(WagtailAdminPageForm):
    """The editor's form of every page type."""

    slug = SlugField(
        label=_("Slug"),
        required=False,
        help_text=_("The page's own part of the address. Thai letters and marks are welcome."),
    )


class SepCopyForm(CopyForm):
    """The form that copies a page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_slug"] = SlugField(initial=self.page.slug, label=_("New slug"))
