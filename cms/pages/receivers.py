"""Changes that reach a visitor without going through a page's own save."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.signals import post_page_move

from cms.pages import publishing
from media import keeping, uses
from media.models import File, Photo
from media.signals import renditions_changed
from search.memory import Shelf
from search.services import raise_generation


def _page_moved(instance: Page, **kwargs: Any) -> None:
    with transaction.atomic():
        publishing.reconcile_many({instance.pk: instance.specific})
        publishing.reconcile_below(instance)


def _plain_page_saved(instance: Page, update_fields: Iterable[str] | None, raw: bool = False, **kwargs: Any) -> None:
    """Wagtail sometimes saves a page without knowing its type, as its bulk actions do; then SepPage.save is not asked."""
    if raw or not publishing.touches_visitors(update_fields):
        return
    specific = instance.specific_class.objects.filter(pk=instance.pk).first() if instance.specific_class else None
    if specific is not None:
        with transaction.atomic():
            publishing.reconcile(specific)


def _restricted(instance: PageViewRestriction, **kwargs: Any) -> None:
    page = Page.objects.filter(pk=instance.page_id).first()
    if page is not None:
        with transaction.atomic():
            publishing.reconcile_many({page.pk: page.specific})
            publishing.reconcile_below(page)


def _unrestricted(instance: PageViewRestriction, origin: Any = None, **kwargs: Any) -> None:
    """A restriction that goes because its page is being deleted lifts nothing."""
    if getattr(origin, "model", type(origin)) is PageViewRestriction:
        _restricted(instance)


def _page_about_to_go(instance: Any, **kwargs: Any) -> None:
    publishing.withdraw_media(instance)


def _page_gone(instance: Any, **kwargs: Any) -> None:
    publishing.forget(instance)


def _media_changed(instance: Any, **kwargs: Any) -> None:
    """Alternative text, credit, title and licence stand beside every picture and document that is public."""
    if instance.is_public:
        raise_generation()


def _site_changed(instance: Site, **kwargs: Any) -> None:
    """Where the site's root lies decides every page's address, and whether it has one."""
    Site.clear_site_root_paths_cache()
    roots = Page.objects.filter(translation_key=instance.root_page.translation_key)
    with transaction.atomic():
        publishing.reconcile_many({root.pk: root for root in roots.specific()})
        for root in roots:
            publishing.reconcile_below(root)


def _frame_changed(**kwargs: Any) -> None:
    raise_generation()


def connect() -> None:
    """Listen, say which files pages show, and let pictures be kept; called once when the apps are ready."""
    uses.register("cms.pages", publishing.media_in_use)
    keeping.register(Shelf("photo"))
    post_page_move.connect(_page_moved, dispatch_uid="pages.moved")
    post_save.connect(_plain_page_saved, sender=Page, dispatch_uid="pages.plain_saved")
    post_save.connect(_restricted, sender=PageViewRestriction, dispatch_uid="pages.restricted")
    post_delete.connect(_unrestricted, sender=PageViewRestriction, dispatch_uid="pages.unrestricted")
    for model in publishing.sep_page_models():
        pre_delete.connect(_page_about_to_go, sender=model, dispatch_uid=f"pages.going.{model.__name__}")
        post_delete.connect(_page_gone, sender=model, dispatch_uid=f"pages.gone.{model.__name__}")
    for kind in (Photo, File):
        post_save.connect(_media_changed, sender=kind, dispatch_uid=f"pages.{kind.__name__}.saved")
        post_delete.connect(_media_changed, sender=kind, dispatch_uid=f"pages.{kind.__name__}.gone")
    post_save.connect(_site_changed, sender=Site, dispatch_uid="pages.site.saved")
    post_delete.connect(_site_changed, sender=Site, dispatch_uid="pages.site.gone")
    for frame in (Locale, Redirect):
        post_save.connect(_frame_changed, sender=frame, dispatch_uid=f"pages.{frame.__name__}.saved")
        post_delete.connect(_frame_changed, sender=frame, dispatch_uid=f"pages.{frame.__name__}.gone")
    renditions_changed.connect(_frame_changed, dispatch_uid="pages.renditions_changed")
