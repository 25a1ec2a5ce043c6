from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from cms.pages.models import SepPage


class PagesConfig(AppConfig):
    """SepPage, the base of every page type."""

    name = "cms.pages"
    label = "pages"

    base_page_model: "type[SepPage]"

    def ready(self) -> None:
        """Let Wagtail's own slug field keep Thai marks, and listen for changes."""
        from wagtail.models import Page

        from cms.pages import receivers
        from cms.pages.models import SepPage
        from cms.pages.slugs import validate_slug

        self.base_page_model = SepPage
        slug = Page._meta.get_field("slug")
        slug.default_validators = [validate_slug]
        slug.__dict__.pop("validators", None)
        receivers.connect()
