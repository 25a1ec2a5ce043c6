"""Why money cannot go back, whichever way it was to go."""

from django.core.exceptions import ValidationError


class NothingPaid(ValidationError):
    """No money came, so none can go back."""


class MoreThanPaid(ValidationError):
    """More than what came and has not gone back."""


class RefundedMeanwhile(ValidationError):
    """Somebody has written down a refund since the page was opened."""
