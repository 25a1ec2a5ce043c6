"""The editor's form of a lesson."""

from typing import Any

from django.core.exceptions import ValidationError

from cms.pages.forms import SepPageForm


class LessonForm(SepPageForm):
    """Says beside the body that a lesson is too short to be published; a draft may be."""

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.is_deferred_validation or self.errors:
            return
        page: Any = self.instance
        try:
            page.check_length()
        except ValidationError as error:
            self.add_error(None, error)
