"""A result that an editor has begun, whose figure lacks the period; and a published one below its programme."""

from cms.research.models import ResearchIndexPage, ResearchResultPage, ResultInstitution
from tests.research.ground import figure, institution, metric, metrics, programme, result

TITLE = "น้ำผึ้งชันโรงของการทดสอบ"


def load_findings() -> None:
    """The draft in the Thai section of research, and beside it a programme with a result whose figures are drawn."""
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
    funded = programme("แผนงานของการทดสอบ", tier="plan", code="T1", goals="ให้มีงานทำทั้งปี")
    drawn = metrics(figure("3000", moment="before"), figure("4200", moment="after"))
    result("เห็ดของการทดสอบ", below=funded, outcomes=[drawn], goal="ให้มีเห็ดขายทั้งปี")
