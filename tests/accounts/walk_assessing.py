"""Assessing: what each of its addresses answers to every role. Part of the walk's table.

The assessment is published and nobody's of the walk: who publishes sees it, to all others there is nothing.
"""

from typing import Any

from cms.assessment.models import Evidence, EvidenceKind
from cms.indicators.models import SubIndicator
from tests.accounts.walk_outcomes import Outcome, Row, members
from tests.accounts.walk_samples import NO_ID, Samples
from tests.cast import VISITOR

PUBLISHERS = frozenset({"moderator", "administrator"})
ACTS = ("submit", "verify", "send_back")


def publishers(*codes: int) -> Outcome:
    """For who publishes; visitors sign in first, and for the others there is nothing."""
    return lambda role: {302} if role == VISITOR else set(codes) if role in PUBLISHERS else {404}


def of_it(**more: str | int) -> Any:
    """The arguments of the published assessment."""
    return lambda samples: {"pk": samples.standing.assessment_id, **more}


def piece(samples: Samples) -> dict[str, Any]:
    """The arguments of a piece of evidence of it, made with the first use."""
    assessment = samples.standing.assessment
    sub = SubIndicator.objects.get(version=assessment.version_id, code="A1a")
    same = {"assessment": assessment, "sub_indicator": sub, "kind": EvidenceKind.TEXT, "text": "ประกาศ"}
    found = Evidence.objects.filter(**same).first() or Evidence.objects.create(by=samples.cast.owner, **same)
    return {"pk": assessment.pk, "evidence": found.pk}


ASSESSING: list[tuple[str, Row]] = [
    ("assessment:assess", Row(get=members(200), post=members(405))),
    ("assessment:assess_begin", Row(get=members(405), post=members(422))),
    ("assessment:assess_one", Row(get=publishers(200), post=publishers(405), args=of_it())),
    ("assessment:assess_one", Row(get=members(404), post=members(404), args=lambda s: {"pk": NO_ID})),
    ("assessment:assess_sheet", Row(get=publishers(200), post=publishers(302), args=of_it(code="A1"))),
    ("assessment:assess_sheet", Row(get=publishers(404), post=publishers(404), args=of_it(code="Z9"))),
    ("assessment:assess_sheet", Row(get=members(404), post=members(404), args=lambda s: {"pk": NO_ID, "code": "A1"})),
    *((f"assessment:assess_{act}", Row(get=publishers(405), post=publishers(422), args=of_it())) for act in ACTS),
    *(
        (f"assessment:assess_{act}", Row(get=members(404), post=members(404), args=lambda s: {"pk": NO_ID}))
        for act in ACTS
    ),
    ("assessment:assess_answer", Row(get=publishers(405), post=publishers(403), args=of_it(code="A1a"))),
    ("assessment:assess_answer", Row(get=publishers(405), post=publishers(404), args=of_it(code="Z9z"))),
    ("assessment:assess_strength", Row(get=publishers(405), post=publishers(403), args=of_it(code="A1"))),
    ("assessment:assess_evidence", Row(get=publishers(405), post=publishers(422), args=of_it(code="A1a"))),
    *(
        (
            f"assessment:assess_{what}",
            Row(get=members(404), post=members(404), args=lambda s: {"pk": NO_ID, "code": "A1a"}),
        )
        for what in ("answer", "strength", "evidence")
    ),
    # A piece in words has no file; a file's own answer stands in tests/assessment.
    ("assessment:assess_file", Row(get=publishers(404), post=publishers(405), args=piece)),
    ("assessment:assess_file", Row(get=members(404), post=members(404), args=lambda s: {"pk": NO_ID, "evidence": 1})),
]
