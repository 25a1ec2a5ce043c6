"""The editor's form of a result."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.pages.forms import SepPageForm

NO_YEAR = _("A published result needs its fiscal year.")
NO_INSTITUTION = _("A published result needs the institution that did the research.")


class ResultForm(SepPageForm):
    """Says beside their fields what a result must have to be published; a draft may lack it."""

    def clean(self) -> dict[str, Any]:
        """Adds errors for a missing year and institution, unless the Thai page holds the facts."""
        data = super().clean()
        if self.is_deferred_validation or not self.instance.holds_own_facts:
            return data
        if not data.get("fiscal_year") and "fiscal_year" not in self.errors:
            self.add_error("fiscal_year", ValidationError(NO_YEAR, code="no_year"))
        institutions = self.formsets["result_institutions"]
        if institutions.is_valid() and not any(_is_named(form) for form in institutions.forms):
            institutions.non_form_errors().append(ValidationError(NO_INSTITUTION, code="no_institution"))
        return data


def _is_named(form: Any) -> bool:
    said: dict[str, Any] = form.cleaned_data
    return bool(said.get("institution")) and not said.get("DELETE")
