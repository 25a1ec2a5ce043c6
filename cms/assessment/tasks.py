"""What the worker does for assessments by the clock; safe to run twice."""

from cms.assessment.bulk.importing import forget_old
from cms.assessment.models import Evidence
from cms.assessment.models.answers import EVIDENCE
from media import storage

DAY = 24 * 3600
HOUR = 3600
BATCH = 200


def sweep_evidence() -> int:
    """Delete files of evidence that no row names: a process died between storing and writing. Returns how many."""
    files = Evidence._meta.get_field("file").storage
    names = [name for name in storage.private().names(older_than=HOUR) if name.startswith(EVIDENCE)]
    swept = 0
    for start in range(0, len(names), BATCH):
        batch = names[start : start + BATCH]
        known = set(Evidence.objects.filter(file__in=batch).values_list("file", flat=True))
        for name in sorted(set(batch) - known):
            files.delete(name)
            swept += 1
    return swept


DUE = (
    ("assessment.sweep_evidence", DAY, sweep_evidence),
    ("assessment.forget_imports", HOUR, forget_old),
)
