"""Bricks that lead elsewhere."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError


class LinkValue(blocks.StructValue):
    """A link that knows its address and its words."""

    @property
    def href(self) -> str:
        """The address: of the page where visitors may see it, else the typed one; empty where there is none."""
        page = self.get("page")
        if page is None:
            return self.get("address") or ""
        return (page.url or "") if page.live and not page.get_view_restrictions().exists() else ""

    @property
    def words(self) -> str:
        """The typed words, else the page's title, else the address."""
        page = self.get("page")
        return self.get("text") or (page.title if page is not None else "") or self.get("address") or ""


class LinkBlock(blocks.StructBlock):
    """A link to one of our pages or to an address."""

    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    address = blocks.URLBlock(label=_("Or address"), required=False)
    text = blocks.CharBlock(label=_("Words"), max_length=120, required=False)

    class Meta:
        label = _("Link")
        icon = "link"
        template = "blocks/link.html"
        description = _("A button that leads to a page or an address")
        value_class = LinkValue
        preview_value: ClassVar = {"address": "https://example.org/", "text": "อ่านต่อ"}

    def clean(self, value: Any) -> Any:
        """Raises StructBlockValidationError unless exactly one of page and address is given; a draft may wait."""
        result = super().clean(value)
        if self.is_deferred_validation:
            return result
        if bool(result.get("page")) == bool(result.get("address")):
            error = ValidationError(_("Choose either a page or an address."), code="one_target")
            raise StructBlockValidationError({"address": error})
        if result.get("address") and not result.get("text"):
            raise StructBlockValidationError({"text": ValidationError(_("An address needs words."), code="words")})
        return result
