"""Changes that reach a visitor without going through a page's own save."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import post_page_move

from cms.pages import publishing


def _page_moved(instance: Page, **kwargs: Any) -> None:
    with transaction.atomic():
        publishing.reconcile_many({instance.pk: instance.specific})
        publishing.reconcile_below(instance)


def _restriction_changed(instance: PageViewRestriction, **kwargs: Any) -> None:
    page = Page.objects.filter(pk=instance.page_id).first()
    if page is not None:
        with transaction.atomic():
            publishing.reconcile_many({page.pk: page.specific})
            publishing.reconcile_below(page)


def _page_about_to_go(instance: Any, **kwargs: Any) -> None:
    if getattr(instance, "kind", None) is not None and isinstance(instance, Page):
        publishing.withdraw_media(instance)


def _page_gone(instance: Any, **kwargs: Any) -> None:
    if getattr(instance, "kind", None) is not None and isinstance(instance, Page):
        publishing.forget(instance)


def connect() -> None:
    """Listen; called once when the apps are ready."""
    post_page_move.connect(_page_moved, dispatch_uid="pages.moved")
    post_save.connect(_restriction_changed, sender=PageViewRestriction, dispatch_uid="pages.restricted")
    post_delete.connect(_restriction_changed, sender=PageViewRestriction, dispatch_uid="pages.unrestricted")
    for model in publishing.sep_page_models():
        pre_delete.connect(_page_about_to_go, sender=model, dispatch_uid=f"pages.going.{model.__name__}")
        post_delete.connect(_page_gone, sender=model, dispatch_uid=f"pages.gone.{model.__name__}")
