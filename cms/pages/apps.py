from django.apps import AppConfig


class PagesConfig(AppConfig):
    """SepPage, the base of every page type."""

    name = "cms.pages"
    label = "pages"

    def ready(self) -> None:
        """Let Wagtail's own slug field keep Thai marks, and listen for changes."""
        from wagtail.models import Page

        from cms.pages import receivers
        from cms.pages.atomicity import make_actions_atomic
        from cms.pages.slugs import validate_slug

        slug = Page._meta.get_field("slug")
        slug.default_validators = [validate_slug]
        slug.__dict__.pop("validators", None)
        make_actions_atomic()
        receivers.connect()
