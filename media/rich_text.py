"""Pictures inside rich text, shown from their public renditions: Wagtail's own handler would make one for a visitor."""

from typing import Any

from django.template.context import Context
from wagtail.images.rich_text import ImageEmbedHandler

from media.queries import photos_by_id
from media.templatetags.media_tags import photo

_SIZES = {"fullwidth": "wide", "left": "small", "right": "small"}


class PhotoEmbedHandler(ImageEmbedHandler):
    """Turns `<embed embedtype="image">` into what {% photo %} prints."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        """The HTML for each; nothing for a picture that is no more."""
        public = photos_by_id([_key(attrs) for attrs in attrs_list])
        others = [attrs for attrs in attrs_list if _key(attrs) not in public]
        rest = iter(cls.get_many(others) if others else ())
        images = [public[_key(attrs)] if _key(attrs) in public else next(rest) for attrs in attrs_list]
        return [cls._html(image, attrs) for attrs, image in zip(attrs_list, images, strict=True)]

    @classmethod
    def _html(cls, image: Any, attrs: dict[str, str]) -> str:
        alt = attrs.get("alt", "")
        size = _SIZES.get(attrs.get("format", ""), "wide")
        return str(photo(Context(), image, size, alt=alt, decorative=not alt)) if image else ""


def _key(attrs: dict[str, str]) -> int:
    written = attrs.get("id", "")
    return int(written) if written.isascii() and written.isdigit() else 0
