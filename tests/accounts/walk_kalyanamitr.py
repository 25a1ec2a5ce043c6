"""Kalyanamitr and who may use it: what each of its addresses answers to every role. Part of the walk's table."""

from collections.abc import Callable
from typing import Any

from cms.indicators.models import Version
from tests.accounts.walk_assessing import ASSESSING
from tests.accounts.walk_outcomes import Row, everyone, members, staff_of_the_shop
from tests.accounts.walk_samples import NO_ID, Samples
from tests.indicators.ground import published, sample_set

FILES = ("csv", "xlsx", "json")
OF_ONE = ("organisation", "organisation_print", "friends")
# Below admin/: where moderators and administrators decide and publish.
DECIDED_BY_MODERATORS = ("role-requests/", "affiliations/", "assessments/", "round-imports/", "^round-imports/")

ROLES_TO_ASK_FOR = ("lao_officer", "community_representative", "researcher")


def always(**values: str) -> Callable[[Samples], dict[str, Any]]:
    """Arguments that need no sample."""
    return lambda samples: dict(values)


def of_one(**values: str) -> Callable[[Samples], dict[str, Any]]:
    """The organisation that has a published result."""
    return lambda samples: {"key": samples.standing.organisation.key, **values}


def a_set(samples: Samples) -> dict[str, Any]:
    """The arguments of a published version, made with the first use."""
    found = Version.objects.filter(indicator_set__code="walk").first()
    version = found or published(of=sample_set("walk"))
    return {"code": version.indicator_set.code, "number": version.number}


KALYANAMITR: list[tuple[str, Row]] = [
    # Asking for a role. The request and its evidence are the owner's: staff look at the evidence, nobody else.
    ("account_roles", Row(get=members(200), post=members(405))),
    *(
        ("account_ask_for_role", Row(get=members(200), post=members(422), args=always(role=role)))
        for role in ROLES_TO_ASK_FOR
    ),
    ("account_ask_for_role", Row(get=members(404), post=members(404), args=lambda s: {"role": "administrator"})),
    (
        "account_withdraw_role_request",
        Row(get=members(405), post=members(404), args=lambda s: {"pk": s.role_request.pk}),
    ),
    ("account_withdraw_role_request", Row(get=members(405), post=members(404), args=lambda s: {"pk": NO_ID})),
    (
        "account_role_paper",
        Row(get=staff_of_the_shop, post=members(405), args=lambda s: {"pk": s.role_request.pk}),
    ),
    ("account_role_paper", Row(get=members(404), post=members(405), args=lambda s: {"pk": NO_ID})),
    # Ending a role of one's own: nobody who walks has one.
    ("account_end_affiliation", Row(get=members(404), post=members(404), args=lambda s: {"pk": NO_ID})),
    # What is asked: a set's page and files. Drafts are nobody's there, as are sets and forms that there are not.
    ("assessment:sets", Row(get=everyone(200))),
    ("assessment:set", Row(get=everyone(200), args=a_set)),
    ("assessment:set", Row(get=everyone(404), args=lambda s: a_set(s) | {"number": NO_ID})),
    ("assessment:set_file", Row(get=everyone(200), args=lambda s: a_set(s) | {"form": "xlsx"})),
    ("assessment:set_file", Row(get=everyone(200), args=lambda s: a_set(s) | {"form": "json"})),
    ("assessment:set_file", Row(get=everyone(404), args=lambda s: a_set(s) | {"form": "exe"})),
    ("assessment:set_file", Row(get=everyone(404), args=lambda s: {"code": "none", "number": 1, "form": "json"})),
    # Assessing.
    *ASSESSING,
    # All results: for everybody, whatever is asked for.
    *((f"assessment:{name}", Row(get=everyone(200))) for name in ("overview", "results", "map", "ranking", "risers")),
    *(("assessment:file", Row(get=everyone(200), args=always(form=form))) for form in FILES),
    ("assessment:file", Row(get=everyone(404), args=lambda s: {"form": "exe"})),
    ("assessment:province", Row(get=everyone(200), args=lambda s: {"code": "40"})),
    ("assessment:province", Row(get=everyone(404), args=lambda s: {"code": "99"})),
    ("assessment:ranking_by", Row(get=everyone(200), args=lambda s: {"set_code": "small", "code": "A1"})),
    ("assessment:ranking_by", Row(get=everyone(404), args=lambda s: {"set_code": "small", "code": "none"})),
    ("assessment:ranking_by", Row(get=everyone(404), args=lambda s: {"set_code": "none", "code": "A1"})),
    # One organisation, for everybody; what is asked beside it may be nonsense.
    *((f"assessment:{name}", Row(get=everyone(200), args=of_one())) for name in OF_ONE),
    *((f"assessment:{name}", Row(get=everyone(404), args=always(key="not-there"))) for name in OF_ONE),
    ("assessment:organisation", Row(get=everyone(200), args=of_one(), query="?year=x&set=y")),
    *(("assessment:organisation_file", Row(get=everyone(200), args=of_one(form=form))) for form in FILES),
    ("assessment:organisation_file", Row(get=everyone(404), args=of_one(form="exe"))),
    ("assessment:compare", Row(get=everyone(200))),
    ("assessment:compare", Row(get=everyone(200), query="?o=not-there&year=x&find=%27")),
]
