"""What the worker does by the clock for indicator sets."""

from collections.abc import Callable

from cms.indicators.workbook.importing import forget_expired

DUE: tuple[tuple[str, int, Callable[[], object]], ...] = (("indicators.forget_uploads", 3600, forget_expired),)
