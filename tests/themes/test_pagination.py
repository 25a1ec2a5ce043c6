"""The other pages of a list."""

from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import RequestFactory

from themes.templatetags.page_links import page_links

OUTER = "{% include 'components/pagination.html' with page=page only %}"


def rendered(number: int, query: str = "", rows: int = 100) -> str:
    request = RequestFactory().get(f"/list/?{query}")
    return render_to_string(
        "components/pagination.html", {"page": Paginator(range(rows), 10).get_page(number)}, request=request
    )


def test_a_link_keeps_every_filter_and_names_its_page() -> None:
    html = rendered(2, "province=50&sdg=1&sdg=2&page=2")
    assert 'href="?province=50&amp;sdg=1&amp;sdg=2&amp;page=3"' in html


def test_the_first_page_has_no_number_in_its_address() -> None:
    assert 'href="?province=50"' in rendered(2, "province=50&page=2")
    assert 'href="?"' in rendered(2)


def test_the_page_one_is_on_is_marked() -> None:
    html = rendered(5)
    assert html.count('aria-current="page"') == 1
    assert "…" in html


def test_a_list_of_one_page_has_no_links() -> None:
    assert rendered(1, rows=9).strip() == ""
    assert page_links({}, Paginator(range(3), 10).get_page(1)) == []  # type: ignore[arg-type]  # a page of anything
