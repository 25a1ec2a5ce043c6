"""The rows around a result, all kinds in one query."""

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import CharField, Model, QuerySet, Value
from django.db.models.functions import Cast

from cms.blocks.models import Source
from cms.indicators.sdgs import Goal
from cms.places.models import Province
from cms.research.institutions import Institution

if TYPE_CHECKING:
    from cms.research.results import ResearchResultPage

Row = tuple[str, int | None, str, str, str]
Rows = dict[str, list[Any]]
NAMES = ("institution", "province", "goal", "team", "source")


def is_stored(page: Model) -> bool:
    """Whether the page's rows are those of the database: an editor's draft brings its own."""
    return page.pk is not None and not page.__dict__.get("_cluster_related_objects")


def rows_around(page: "ResearchResultPage", facts: "ResearchResultPage") -> Rows:
    """Institutions, provinces, goals and sources of the facts, the team of the page, each list in its editor's order."""
    return _stored(page, facts) if is_stored(page) and is_stored(facts) else _drafted(page, facts)


def _drafted(page: "ResearchResultPage", facts: "ResearchResultPage") -> Rows:
    return {
        "institution": [row.institution for row in facts.result_institutions.all()],
        "province": [row.province for row in facts.result_provinces.all()],
        "goal": [Goal(row.goal) for row in facts.result_goals.all()],
        "team": list(page.team.all()),
        "source": list(facts.result_sources.all()),
    }


def _stored(page: "ResearchResultPage", facts: "ResearchResultPage") -> Rows:
    found: dict[str, list[Row]] = {name: [] for name in NAMES}
    for row in sorted(_queries(page.pk, facts.pk), key=lambda row: row[1] or 0):
        found[row[0]].append(row)
    researcher, quoted = (apps.get_model("research", name) for name in ("Researcher", "ResultSource"))
    sources = Source.objects.in_bulk([int(row[2]) for row in found["source"]])
    return {
        "institution": [
            Institution(key=key, name_th=th, name_en=en) for _name, _place, key, th, en in found["institution"]
        ],
        "province": [Province(code=code, name_th=th, name_en=en) for _name, _place, code, th, en in found["province"]],
        "goal": [Goal(int(row[2])) for row in found["goal"]],
        "team": [
            researcher(given_name=given, family_name=family, role=role)
            for _name, _place, given, family, role in found["team"]
        ],
        "source": [
            quoted(source=sources[int(row[2])], lines=row[3]) for row in found["source"] if int(row[2]) in sources
        ],
    }


def _queries(page: int, facts: int) -> "QuerySet[Any, Row]":
    """Name of the list, place in it, and three texts."""

    def of(model: str, name: str, owner: int, *columns: Any) -> "QuerySet[Any, Row]":
        rows: Any = apps.get_model("research", model)._default_manager.filter(page_id=owner).order_by()
        texts = [_text(column) for column in columns]
        chosen = rows.annotate(a=Value(name), b=texts[0], c=texts[1], d=texts[2])
        return chosen.values_list("a", "sort_order", "b", "c", "d")  # type: ignore[no-any-return]  # named by text

    institution = ("institution__key", "institution__name_th", "institution__name_en")
    return of("ResultInstitution", "institution", facts, *institution).union(
        of("ResultProvince", "province", facts, "province_id", "province__name_th", "province__name_en"),
        of("ResultGoal", "goal", facts, "goal", "", ""),
        of("Researcher", "team", page, "given_name", "family_name", "role"),
        of("ResultSource", "source", facts, "source_id", "lines", ""),
        all=True,
    )


def _text(column: str) -> Any:
    return Cast(column, CharField()) if column else Value("", output_field=CharField())
