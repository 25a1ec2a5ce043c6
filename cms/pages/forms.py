"""The admin's page forms, with slugs that keep Thai whole."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.pages import CopyForm, WagtailAdminPageForm

from cms.pages.slugs import MAX_LENGTH, refuse_reserved, validate_slug


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

    def defer_required_fields(self) -> None:
        """A draft may lack what a published page must have, but not while a moderator looks at it: what they approve is
        published as it is."""
        if not self.instance.pk or not self.instance.workflow_in_progress:
            super().defer_required_fields()

    def clean(self) -> dict[str, Any]:
        """Adds an error to a slug that belongs to the software; a new page has no place yet by which to judge it."""
        data: dict[str, Any] = super().clean()
        try:
            refuse_reserved(data.get("slug") or "", self.parent_page)
        except ValidationError as error:
            self.add_error("slug", error)
        return data


class SepCopyForm(CopyForm):
    """The form that copies a page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_slug"] = SlugField(initial=self.page.slug, label=_("New slug"))

    def clean(self) -> dict[str, Any]:
        """Adds an error to the slug where the copy would stand at the software's own address."""
        data: dict[str, Any] = super().clean()
        parent = data.get("new_parent_page") or self.page.get_parent()
        try:
            refuse_reserved(data.get("new_slug") or "", parent)
        except ValidationError as error:
            self.add_error("new_slug", error)
        return data
