"""Annual reports and monthly returns: what each of their addresses answers to every role. Part of the walk's table."""

from collections.abc import Callable

from shop.reports.models import AnnualReport
from tests.accounts.walk_outcomes import LOOKS_AFTER, Outcome, Row, everyone, members
from tests.accounts.walk_samples import NO_ID, Samples
from tests.cast import VISITOR
from tests.shop.reports.ground import YEAR, published


def report(samples: Samples) -> AnnualReport:
    """The one report, of the programme, published with the first use."""
    return AnnualReport.objects.first() or published(samples.cast)


def writers(*codes: int, refused: int = 404) -> Outcome:
    """Staff write reports; an officer without an LAO writes none."""
    return lambda role: {302} if role == VISITOR else set(codes) if role in LOOKS_AFTER else {refused}


def _of(samples: Samples) -> list[str]:
    return [str(report(samples).year), "programme"]


def _file(form: str) -> Callable[[Samples], list[str]]:
    return lambda samples: [*_of(samples), form]


REPORTS: list[tuple[str, Row]] = [
    ("shop_reports", Row(get=everyone(200))),
    ("shop_report", Row(get=everyone(200), args=_of)),
    ("shop_report", Row(get=everyone(404), args=lambda s: [str(YEAR), "not-there"])),
    ("shop_report_edition", Row(get=everyone(200), args=lambda s: [*_of(s), "1"])),
    ("shop_report_edition", Row(get=everyone(404), args=lambda s: [*_of(s), str(NO_ID)])),
    *(("shop_report_file", Row(get=everyone(200), args=_file(form))) for form in ("csv", "xlsx", "json")),
    ("shop_report_file", Row(get=everyone(404), args=lambda s: [*_of(s), "exe"])),
    ("shop_report_drafts", Row(get=writers(200), post=writers(422))),
    ("shop_report_draft", Row(get=writers(200), post=members(404), args=lambda s: [str(report(s).pk)])),
    ("shop_report_draft", Row(get=members(404), post=members(404), args=lambda s: [str(NO_ID)])),
    # At the desk of an enterprise whose member none of the roles is.
    ("shop_desk_monthly_returns", Row(get=members(404), post=members(404), args=lambda s: [s.order.enterprise.slug])),
    (
        "shop_desk_monthly_return",
        Row(get=members(404), post=members(404), args=lambda s: [s.order.enterprise.slug, "2025", "5"]),
    ),
]
