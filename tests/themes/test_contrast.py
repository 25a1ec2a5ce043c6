"""The colours of tokens.css, measured: WCAG 2.2 AA in light and in dark."""

import re
from pathlib import Path

import pytest
from django.conf import settings

TOKENS = Path(settings.STATICFILES_DIRS[0]) / "css" / "tokens.css"
TEXT, LARGE_OR_CONTROL = 4.5, 3.0

# (words or marks, the grounds they stand on, least contrast)
PAIRS = (
    ("ink", ("paper", "sheet", "shade", "gold-wash", "lotus-wash", "betel-wash", "indigo-wash"), TEXT),
    ("ink-soft", ("paper", "sheet", "shade"), TEXT),
    ("link", ("paper", "sheet", "shade", "gold-wash", "lotus-wash", "betel-wash", "indigo-wash"), TEXT),
    ("link-visited", ("paper", "sheet"), TEXT),
    ("on-cloth", ("cloth", "cloth-deep"), TEXT),
    ("on-cloth-soft", ("cloth", "cloth-deep"), TEXT),
    ("gold", ("paper", "sheet", "gold-wash"), TEXT),
    ("lotus", ("paper", "sheet", "lotus-wash"), TEXT),
    ("betel", ("paper", "sheet", "betel-wash"), TEXT),
    ("indigo", ("paper", "sheet", "indigo-wash"), TEXT),
    ("on-button", ("button",), TEXT),
    ("on-mark", ("gold-thread",), TEXT),
    ("edge", ("paper", "sheet"), LARGE_OR_CONTROL),
    ("focus", ("paper", "sheet"), LARGE_OR_CONTROL),
    ("gold-bright", ("cloth", "cloth-deep"), LARGE_OR_CONTROL),
)


def schemes() -> dict[str, dict[str, str]]:
    """The colours of both schemes: light as it stands, dark as what it changes of light."""
    css = TOKENS.read_text()
    blocks = re.findall(r"(:root[^{]*)\{([^}]*)\}", css)
    light: dict[str, str] = {}
    dark: dict[str, str] = {}
    for selector, body in blocks:
        colours = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", body))
        if selector.strip() == ":root":
            light |= colours
        else:
            dark |= colours
    return {"light": light, "dark": light | dark}


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb (WCAG)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1 to 21."""
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def test_the_measure_itself_agrees_with_known_values() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "grounds", "least"), PAIRS, ids=[pair[0] for pair in PAIRS])
def test_what_stands_on_a_ground_can_be_read(scheme: str, front: str, grounds: tuple[str, ...], least: float) -> None:
    colours = schemes()[scheme]
    measured = {ground: round(contrast(colours[front], colours[ground]), 2) for ground in grounds}
    assert all(ratio >= least for ratio in measured.values()), measured


def test_dark_by_device_and_dark_by_choice_are_the_same_colours() -> None:
    bodies = re.findall(
        r':root(?::not\(\[data-theme="light"\]\)|\[data-theme="dark"\]) \{([^}]*)\}', TOKENS.read_text()
    )
    by_device, by_choice = ([line.strip() for line in body.strip().splitlines()] for body in bodies)
    assert by_device == by_choice
    assert len(by_device) > 20


def test_no_colour_is_named_outside_the_tokens_but_those_of_the_mark() -> None:
    allowed = {"#fff", "#000"}
    strays = {
        (file.name, colour)
        for file in TOKENS.parent.glob("*.css")
        if file.name != TOKENS.name
        for colour in re.findall(r"#[0-9a-fA-F]{3,8}\b", re.sub(r"/\*.*?\*/", "", file.read_text(), flags=re.S))
        if colour not in allowed
    }
    assert not strays
