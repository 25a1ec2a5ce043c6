"""What the worker does for assessments by the clock; safe to run twice."""

from cms.assessment.bulk.importing import forget_old
from cms.assessment.models import Evidence
from cms.assessment.models.answers import EVIDENCE
from media import private_files

DAY = 24 * 3600
HOUR = 3600


def sweep_evidence() -> int:
    """Delete files of evidence that no row names: a process died between storing and writing. Returns how many."""
    return private_files.sweep(EVIDENCE, Evidence._meta.get_field("file"))


DUE = (
    ("assessment.sweep_evidence", DAY, sweep_evidence),
    ("assessment.forget_imports", HOUR, forget_old),
)
