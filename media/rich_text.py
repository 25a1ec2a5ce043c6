"""Pictures inside rich text, shown from their public renditions: Wagtail's own handler would make one for a visitor."""

from typing import Any

from django.db.models import prefetch_related_objects
from django.template.context import Context
from wagtail.images.rich_text import ImageEmbedHandler

from media.queries import RENDITIONS
from media.templatetags.media_tags import photo

_SIZES = {"fullwidth": "wide", "left": "small", "right": "small"}


class PhotoEmbedHandler(ImageEmbedHandler):
    """Turns `<embed embedtype="image">` into what {% photo %} prints."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        """The HTML for each; nothing for a picture that is no more."""
        images = cls.get_many(attrs_list)
        prefetch_related_objects([image for image in images if image], RENDITIONS)
        return [cls._html(image, attrs) for attrs, image in zip(attrs_list, images, strict=True)]

    @classmethod
    def _html(cls, image: Any, attrs: dict[str, str]) -> str:
        alt = attrs.get("alt", "")
        size = _SIZES.get(attrs.get("format", ""), "wide")
        return str(photo(Context(), image, size, alt=alt, decorative=not alt)) if image else ""
