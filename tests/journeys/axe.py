"""axe-core on an open page.

from tests.journeys.axe import findings
assert findings(page) == []
"""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# WCAG 2.2 AA and everything before it, and axe's own good practice.
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
OPTIONS = {"runOnly": {"type": "tag", "values": list(TAGS)}, "resultTypes": ["violations"]}
# What another colour scheme can change.
COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}


def findings(page: Page, *, colours_only: bool = False) -> list[str]:
    """What axe-core holds against the page as it is now, one line each: rule, what is wrong, where."""
    results = Axe().run(page, options=COLOURS if colours_only else OPTIONS)
    return [
        f"{violation['id']}: {violation['help']} at {', '.join(str(target) for target in node['target'])}"
        for violation in results.response["violations"]
        for node in violation["nodes"]
    ]
