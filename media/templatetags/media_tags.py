"""{% load media_tags %}{% photo story.cover "card" %}"""

from collections.abc import Iterable
from typing import Any

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from media import queries
from media.models import Photo
from media.queries import Shown
from media.sizes import SIZES

register = template.Library()


@register.simple_tag(takes_context=True)
def photo(
    context: Context,
    image: Photo | None,
    size: str = "wide",
    *,
    eager: bool = False,
    decorative: bool = False,
    alt: str = "",
) -> SafeString:
    """A <picture> of renditions that exist; none is ever made here, and without one a placeholder keeps the place.

    `eager` for what is seen first, `decorative` where the words beside it say the same, `alt` in place of the picture's
    own alternative text. Nothing for no picture.
    """
    if image is None:
        return SafeString("")
    words = "" if decorative else (alt or image.description)
    found = queries.candidates(image, size)
    if found:
        return _picture(found, SIZES[size].layout, words, eager=eager)
    width, height = queries.dimensions(image, size)
    if _is_preview(context):
        address = reverse("media:draft", args=[image.pk, size])
        return _img(Shown(address, width, height), words, eager=eager)
    return _placeholder(width, height, words)


@register.simple_tag
def with_photos(items: Iterable[Any]) -> list[tuple[Any, Photo | None]]:
    """Each thing that has a `photo_id`, such as a search hit, with its public picture or None; one query for all."""
    listed = list(items)
    photos = queries.photos_by_id([item.photo_id for item in listed])
    return [(item, photos.get(item.photo_id)) for item in listed]


@register.simple_tag
def photo_url(image: Photo | None, size: str = "og") -> str:
    """The address of the JPEG of one size, or an empty text while there is none."""
    return queries.rendition_url(image, size) if image else ""


def _picture(found: dict[str, list[Shown]], layout: str, words: str, *, eager: bool) -> SafeString:
    sizes = layout if eager else f"auto, {layout}"
    sources = format_html_join(
        "",
        '<source type="image/{}" srcset="{}" sizes="{}">',
        ((name, _srcset(shown), sizes) for name, shown in found.items() if name != "jpeg"),
    )
    jpegs = found.get("jpeg") or next(iter(found.values()))
    extra = format_html(' srcset="{}" sizes="{}"', _srcset(jpegs), sizes) if len(jpegs) > 1 else SafeString("")
    return format_html("<picture>{}{}</picture>", sources, _img(jpegs[-1], words, eager=eager, extra=extra))


def _srcset(shown: list[Shown]) -> str:
    return ", ".join(f"{one.url} {one.width}w" for one in shown)


def _img(one: Shown, words: str, *, eager: bool, extra: SafeString | str = "") -> SafeString:
    when = 'loading="eager" fetchpriority="high"' if eager else 'loading="lazy"'
    return format_html(
        '<img src="{}" width="{}" height="{}" alt="{}" {} decoding="async"{}>',
        one.url,
        one.width,
        one.height,
        words,
        SafeString(when),
        extra,
    )


def _placeholder(width: int, height: int, words: str) -> SafeString:
    label = format_html('role="img" aria-label="{}"', words) if words else SafeString('aria-hidden="true"')
    return format_html(
        '<svg class="photo-pending" width="{0}" height="{1}" viewBox="0 0 {0} {1}" {2}>'
        '<rect width="100%" height="100%" fill="currentColor" opacity="0.08"/></svg>',
        width,
        height,
        label,
    )


def _is_preview(context: Context) -> bool:
    request: Any = context.get("request") or getattr(context, "request", None)
    return bool(getattr(request, "is_preview", False))
