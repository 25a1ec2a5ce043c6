"""A day as it stands on a Thai document, and a paper that is handed in."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_WRITTEN = re.compile(r"([0-9]{1,2})[/.\-]([0-9]{1,2})[/.\-]([0-9]{4})")
# Years of the Buddhist era run 543 ahead; no certificate is of the year 2400 CE, none of 2399 BE.
_BUDDHIST, _FIRST_BUDDHIST = 543, 2400
_EARLIEST, _LATEST = date(1950, 1, 1), date(2200, 12, 31)


class DocumentDateField(forms.DateField):
    """A day: chosen in the browser, or typed as papers write it (31/12/2569 or 31/12/2026, Thai digits too)."""

    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    default_error_messages = {"invalid": _("Write the day as day/month/year, such as 31/12/2569.")}

    def to_python(self, value: Any) -> date | None:
        """The day, or None where it is left open. Raises ValidationError."""
        if isinstance(value, date) or value in self.empty_values:
            return value or None
        typed = str(value).translate(_DIGITS).strip()
        if found := _ISO.fullmatch(typed):
            year, month, day = map(int, found.groups())
        elif found := _WRITTEN.fullmatch(typed):
            day, month, year = map(int, found.groups())
        else:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        try:
            read = date(year - _BUDDHIST if year >= _FIRST_BUDDHIST else year, month, day)
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        if not _EARLIEST <= read <= _LATEST:
            raise ValidationError(_("This year cannot be right."), code="year")
        return read
