"""What an editor sets for the whole site stands on every page."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from cms.home.models import SiteSettings
from search.services import raise_generation


@receiver([post_save, post_delete], sender=SiteSettings, dispatch_uid="home.site_settings_changed")
def forget_kept_pages(**kwargs: Any) -> None:
    """No kept page shows the site as it was."""
    raise_generation()
