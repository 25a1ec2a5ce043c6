"""A result that an editor has begun: its figure lacks the period."""

from cms.research.models import ResearchIndexPage, ResearchResultPage, ResultInstitution
from tests.research.ground import institution, metric

TITLE = "น้ำผึ้งชันโรงของการทดสอบ"


def load_findings() -> None:
    """The draft, in the Thai section of research."""
    parent = ResearchIndexPage.objects.get(locale__language_code="th")
    rows = [ResultInstitution(institution=institution())]
    page = ResearchResultPage(
        title=TITLE,
        slug="stingless-bees-tested",
        live=False,
        locale=parent.locale,
        fiscal_year=2024,
        result_institutions=rows,
        outcomes=[metric("4321", period="", label="รายได้จากน้ำผึ้ง")],
    )
    parent.add_child(instance=page)
    page.save_revision()
