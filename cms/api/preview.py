"""A signed address under which the page that somebody is editing can be read for a quarter of an hour.

The editor saves what is typed as a draft by itself; the address gives the latest one, to whoever has it.
"""

from typing import Annotated, Any

from django.core import signing
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Path, Router
from pydantic import Field
from wagtail.models import Page

from cms.accounts.models import User
from cms.pages import api as pages
from search.refusals import NotThere
from search.shapes import absolute

LIFETIME = 15 * 60  # seconds
_SALT = "cms.api.preview"

PreviewToken = Annotated[
    str, Field(pattern=r"^[A-Za-z0-9_:\-]{10,200}$", description="As the editor's button gives it.")
]


def address_for(page: Page, user: User) -> str:
    """The signed address of this page for this person."""
    return absolute(f"/api/v1/preview/{signing.dumps([page.pk, user.pk], salt=_SALT)}")


def router() -> Router:
    """One operation; made once all rooms have told of their page types."""
    router = Router(tags=["drafts"])

    @router.get("/{token}", response=pages.every_shape(), summary="A page as it is being edited")
    def preview(request: HttpRequest, token: Annotated[PreviewToken, Path()]) -> dict[str, Any]:
        """The latest draft of the page that the signed address names, while its person may edit it."""
        return pages.shown(edited(token), is_draft=True)

    return router


def edited(token: str) -> Any:
    """The page of a signed address in its latest draft. Raises NotThere."""
    gone = NotThere(_("This address is not good, or no longer."))
    try:
        page_id, user_id = signing.loads(token, salt=_SALT, max_age=LIFETIME)
    except signing.BadSignature:
        raise gone from None
    page = Page.objects.filter(pk=page_id).first()
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if page is None or user is None or not page.permissions_for_user(user).can_edit():
        raise gone
    return page.get_latest_revision_as_object()
