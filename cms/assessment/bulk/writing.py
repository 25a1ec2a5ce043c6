"""The workbook in which a finished round is written, empty but for what it may hold."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from cms.assessment.bulk.columns import (
    ANSWERS,
    CODES,
    MOST_ROWS,
    NAMING,
    NOT_APPLICABLE,
    README,
    ROUND,
    ROUND_COLUMNS,
    STRENGTH_EN,
    STRENGTH_TH,
)
from cms.assessment.models import Round
from cms.indicators.instrument import Instrument, SubIndicatorSpec
from cms.indicators.queries import instrument_of
from cms.places.models.areas import speaks_english
from cms.places.workbook_writing import Page, Value, write_workbook


def template(round: Round, form: str) -> bytes:
    """An XLSX for a round, for answers or for scores only; the round is read with its set and version."""
    instrument = instrument_of(round.version)
    return write_workbook([_results(instrument, form), _round(round), _codes(instrument, form), _readme(form)])


def _results(instrument: Instrument, form: str) -> Page:
    naming = [item.title for item in NAMING]
    if form == ANSWERS:
        choices = [_points(sub) for sub in instrument.subs.values()]
        codes = list(instrument.subs)
    else:
        choices, codes = [], [indicator.code for indicator in instrument.indicators]
    strengths = [f"{STRENGTH_TH} {indicator.code}" for indicator in instrument.indicators]
    values = range(len(naming), len(naming) + len(codes))
    return Page(
        name=form,
        header=[*naming, *codes, *strengths],
        # Points are typed as numbers, but NA beside them: a column of texts takes both.
        numbers=frozenset(values),
        choices=dict(zip(values, choices, strict=False)),
        widths={0: 24, 3: 28, **{at + len(naming) + len(codes): 40 for at in range(len(strengths))}},
    )


def _points(sub: SubIndicatorSpec) -> list[str]:
    return [*(str(points) for points in sorted(sub.points)), *([NOT_APPLICABLE] if sub.allows_na else [])]


def _round(round: Round) -> Page:
    said: list[Value] = [round.indicator_set.code, round.version.number, round.year]
    return Page(ROUND, [also[0] for also in ROUND_COLUMNS.values()], [said], numbers=frozenset({1, 2}))


def _codes(instrument: Instrument, form: str) -> Page:
    """What each code stands for, and what may be written below it."""
    english = speaks_english()
    rows: list[Sequence[Value]] = []
    for indicator in instrument.indicators:
        asked = indicator.subs if form == ANSWERS else [indicator]
        for item in asked:
            name = (english and item.name_en) or item.name_th
            accepted = ", ".join(_points(item)) if isinstance(item, SubIndicatorSpec) else _("0 to 100")
            rows.append([item.code, name, accepted, indicator.code])
    header = [_("Code"), _("Name"), _("Accepted"), _("Indicator")]
    return Page(CODES, header, rows, widths={0: 14, 1: 70, 2: 24, 3: 14})


def _readme(form: str) -> Page:
    rows: list[Sequence[Value]] = [[item.title, str(item.accepts)] for item in NAMING]
    rows += [["", sentence] for sentence in notes(form)]
    return Page(README, [_("Column"), _("Accepted")], rows, widths={0: 20, 1: 110})


def notes(form: str) -> list[str]:
    """What holds for such a workbook, as its readme and the documentation say it."""
    values = (
        _("Below each sub-indicator's code stand points that it has a step for, or NA where it does not apply.")
        if form == ANSWERS
        else _("Below each indicator's code stands a percentage from 0 to 100, or NA where it does not apply.")
    )
    return [
        _("One row is one organisation: named by its key, by its official code, or by name and province."),
        values,
        _("No cell may be empty: what is not known is not finished."),
        _("Strengths are optional: “%(th)s” and an indicator's code, in English “%(en)s” and the code.")
        % {"th": STRENGTH_TH, "en": STRENGTH_EN},
        _("The sheet “round” says which round the file is of; it is compared with the one that was chosen."),
        _("At most %(most)s organisations. The whole file is published, or nothing of it.")
        % {"most": f"{MOST_ROWS:,}"},
    ]
