"""Makes every way in which Wagtail changes a published page one transaction.

Wagtail's actions write step by step: schedule cleared, page saved, aliases updated, log written, signals sent. Its admin
calls them past the page's own methods. Where the index or a file refuses, none of it may stay.
"""

from typing import Any

from django.db import transaction
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.move_page import MovePageAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.unpublish_page import UnpublishPageAction

ACTIONS: tuple[Any, ...] = (
    PublishPageRevisionAction,
    UnpublishPageAction,
    MovePageAction,
    DeletePageAction,
    CopyPageAction,
    CreatePageAliasAction,
)


def make_actions_atomic() -> None:
    """Wrap each action's `execute` once; called when the apps are ready."""
    for action in ACTIONS:
        if not hasattr(action.execute, "__wrapped__"):
            action.execute = transaction.atomic(action.execute)
