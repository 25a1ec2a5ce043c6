"""Gives files out: published renditions to anyone, everything else after a permission check."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.crypto import salted_hmac
from django.views.decorators.http import require_safe

from media import queries, serving, storage
from media.models import File, Photo, PhotoRendition
from media.sizes import CONTENT_TYPES, SIZES


@require_safe
def public_rendition(request: HttpRequest, name: str) -> HttpResponseBase:
    """A published rendition. The address pattern admits nothing but names of our own making; no query, no session."""
    stem, _dot, extension = name.rpartition(".")
    served = serving.Served(
        storage=storage.public(),  # type: ignore[arg-type]  # the engines setting names one of ours
        name=name,
        content_type=CONTENT_TYPES[extension],
        etag=stem.rpartition("-")[2],
        cache_control=serving.IMMUTABLE,
    )
    return serving.respond(request, served)


@require_safe
def file(request: HttpRequest, file_id: int, filename: str) -> HttpResponseBase:
    """A document: public ones to anyone, others to those who look after documents; to the rest it does not exist."""
    found = get_object_or_404(File.objects.select_related("collection"), pk=file_id)
    if found.filename != filename or not queries.may_read_file(request, found):
        raise Http404
    served = serving.Served(
        storage=storage.private(),
        name=found.file.name,
        content_type=found.content_type,
        etag=_etag(found.file.name),
        cache_control=serving.REVALIDATE if found.is_public else serving.PRIVATE,
        attachment=found.filename,
    )
    return serving.respond(request, served)


@require_safe
def original(request: HttpRequest, photo_id: int) -> HttpResponseBase:
    """The original of a picture, for those who look after pictures."""
    return _private_picture(request, _photo_for(request, photo_id).file.name)


@require_safe
def preview(request: HttpRequest, rendition_id: int) -> HttpResponseBase:
    """A preview that Wagtail's admin made, for those who look after pictures."""
    rendition = get_object_or_404(PhotoRendition.objects.select_related("image"), pk=rendition_id)
    if not queries.may_see_photo(request.user, rendition.image):
        raise Http404
    return _private_picture(request, rendition.file.name)


@require_safe
def draft(request: HttpRequest, photo_id: int, size: str) -> HttpResponseBase:
    """A named size of a picture that is not published, for the preview of a draft; made on the spot and kept private."""
    if size not in SIZES:
        raise Http404
    rendition = _photo_for(request, photo_id).get_rendition(SIZES[size].wagtail_filter)
    return _private_picture(request, rendition.file.name)


def _photo_for(request: HttpRequest, photo_id: int) -> Photo:
    photo: Photo = get_object_or_404(Photo.objects.select_related("collection"), pk=photo_id)
    if not queries.may_see_photo(request.user, photo):
        raise Http404
    return photo


def _private_picture(request: HttpRequest, name: str) -> HttpResponseBase:
    served = serving.Served(
        storage=storage.private(),
        name=name,
        content_type=CONTENT_TYPES.get(name.rsplit(".", 1)[-1], "application/octet-stream"),
        etag=_etag(name),
        cache_control=serving.PRIVATE,
    )
    return serving.respond(request, served)


def _etag(name: str) -> str:
    """Every stored file has a folder or name of its own, drawn at random; a new content never takes an old name."""
    return salted_hmac("media.etag", name).hexdigest()[:24]
