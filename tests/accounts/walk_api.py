"""What the API answers to every role by cookie: the same, for it looks at none. `tests/api` asks it with tokens."""

from tests.accounts.walk_outcomes import Row, everyone
from tests.accounts.walk_samples import NO_ID
from tests.shop.orders.ground import piece

API_LISTS = (
    *("api_index", "openapi_document", "list_pages", "list_stories", "list_courses", "list_lessons", "list_research"),
    *("list_programmes", "list_laos", "list_provinces", "list_products", "list_categories", "list_enterprises"),
    *("list_rounds", "list_results", "list_versions"),
)
API_DETAILS = (
    *("read_page", "read_story", "read_course", "read_lesson", "read_research", "read_programme"),
    *("read_product", "read_category", "read_enterprise", "read_result"),
)

API: list[tuple[str, Row]] = [
    *((f"api:{name}", Row(get=everyone(200))) for name in API_LISTS),
    *((f"api:{name}", Row(get=everyone(404), args=lambda s: {"id": str(NO_ID)})) for name in API_DETAILS),
    ("api:api-root", Row(get=everyone(200))),
    ("api:search", Row(get=everyone(422))),
    ("api:search", Row(get=everyone(200), query="?q=น้ำ")),
    ("api:list_districts", Row(get=everyone(200), query="?province=40")),
    ("api:list_subdistricts", Row(get=everyone(200), query="?district=4001")),
    ("api:page_by_path", Row(get=everyone(200), query="?path=/")),
    ("api:read_page", Row(get=everyone(404), args=lambda s: {"id": str(s.draft.pk)})),
    ("api:read_page", Row(get=everyone(404), args=lambda s: {"id": str(s.for_researchers.pk)})),
    ("api:read_page", Row(get=everyone(401), args=lambda s: {"id": str(s.draft.pk)}, query="?draft=1")),
    ("api:read_product", Row(get=everyone(200), args=lambda s: {"id": str(piece(s.order).product_id)})),
    ("api:read_enterprise", Row(get=everyone(200), args=lambda s: {"id": str(s.order.enterprise_id)})),
    ("api:read_category", Row(get=everyone(200), args=lambda s: {"id": str(piece(s.order).product.category_id)})),
    ("api:read_lao", Row(get=everyone(404), args=lambda s: {"key": "not-there"})),
    ("api:read_result", Row(get=everyone(200), args=lambda s: {"id": str(s.standing.result_id)})),
    ("api:read_organisation", Row(get=everyone(404), args=lambda s: {"key": "not-there"})),
    ("api:read_organisation", Row(get=everyone(200), args=lambda s: {"key": s.standing.organisation.key})),
    ("api:read_summary", Row(get=everyone(404), args=lambda s: {"key": "99"})),
    ("api:read_summary", Row(get=everyone(200), args=lambda s: {"key": "overview"})),
    ("api:read_version", Row(get=everyone(404), args=lambda s: {"key": "not-there-1"})),
    ("api:list_drafts", Row(get=everyone(401))),
    ("api:preview", Row(get=everyone(404), args=lambda s: {"token": "forged:token:of-nobody"})),
    ("api_documentation", Row(get=everyone(200))),
]
