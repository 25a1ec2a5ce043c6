"""What Wagtail's admin and rich text are told of media."""

from typing import Any

from wagtail import hooks

from media.admin_api import PhotosAdminAPI
from media.rich_text import PhotoEmbedHandler


@hooks.register("register_rich_text_features", order=100)
def show_public_renditions(features: Any) -> None:
    """Take the place of Wagtail's handler, which is registered before."""
    features.register_embed_type(PhotoEmbedHandler)


@hooks.register("construct_admin_api", order=100)
def list_private_originals(router: Any) -> None:
    """Take the place of Wagtail's endpoint, which fails on files without an address."""
    router.register_endpoint("images", PhotosAdminAPI)
