"""Says at start what would otherwise be found by a visitor."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.files.storage import storages
from django.urls import NoReverseMatch, reverse
from PIL import features

from media.storage import MediaStorage


@register("files")
def picture_formats(app_configs: Any, **kwargs: Any) -> Sequence[CheckMessage]:
    """Pillow can write what we publish."""
    return [
        Error(
            f"Pillow was built without {name}.",
            hint="Install Pillow from its wheel: pip install --force-reinstall --only-binary :all: Pillow",
            id=f"media.E00{number}",
        )
        for number, name in enumerate(("avif", "webp", "jpg"), start=1)
        if not features.check(name)
    ]


@register("files")
def folders(app_configs: Any, **kwargs: Any) -> Sequence[CheckMessage]:
    """No web server gives uploads away as static files."""
    media = Path(settings.MEDIA_ROOT).resolve()
    static = [Path(folder).resolve() for folder in (settings.STATIC_ROOT, *settings.STATICFILES_DIRS) if folder]
    return [
        Error(
            f"MEDIA_ROOT ({media}) and the static files ({folder}) lie inside each other.",
            hint="Private uploads would be public; set VAR_DIR to a folder of its own.",
            id="media.E004",
        )
        for folder in static
        if folder == media or folder in media.parents or media in folder.parents
    ]


@register("files")
def storage_aliases(app_configs: Any, **kwargs: Any) -> Sequence[CheckMessage]:
    """Both storages are ours, and the private one gives no addresses."""
    problems: list[CheckMessage] = []
    for alias in ("default", "public"):
        if alias not in settings.STORAGES or not isinstance(storages[alias], MediaStorage):
            problems.append(
                Error(f"STORAGES[{alias!r}] is not a storage of media.", hint="See docs/media.md.", id="media.E005")
            )
    return problems


@register("urls")
def open_doors(app_configs: Any, **kwargs: Any) -> Sequence[CheckMessage]:
    """Wagtail's own serve views would pass our permission checks by."""
    problems: list[CheckMessage] = []
    for name, args in (("wagtailimages_serve", ("a", "1", "b")), ("wagtaildocs_serve", (1, "a"))):
        try:
            reverse(name, args=args)
        except NoReverseMatch:
            continue
        problems.append(Error(f"{name} is included in the addresses.", hint="Use media.urls.", id="media.E006"))
    return problems
