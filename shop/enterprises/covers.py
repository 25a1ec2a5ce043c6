"""The picture of an enterprise: kept before the transaction that shows it, and taken away where that was refused."""

from collections.abc import Iterator
from contextlib import contextmanager

import media.services
from cms.accounts.models import User
from media.models import Photo
from media.validation import CleanFile


@contextmanager
def kept(picture: CleanFile | None, *, shows: str, title: str, by: User) -> Iterator[dict[str, Photo]]:
    """`cover` for a service where there is a new picture; it goes again where the block raises.

    `shows` are the words for those who cannot see it; blank says whose picture it is. Raises ValidationError.
    """
    if picture is None:
        yield {}
        return
    photo = media.services.add_photo(title=title[:255], description=shows or title[:255], image=picture, uploaded_by=by)
    try:
        yield {"cover": photo}
    except Exception:
        photo.delete()
        raise
