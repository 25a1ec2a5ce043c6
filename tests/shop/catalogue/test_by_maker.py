"""All products of one maker stand in the list, and where few are shown they are of many makers."""

from dataclasses import dataclass, field

import pytest
from django.test import Client

from shop.catalogue.browsing import spread
from tests.cast import Cast
from tests.shop.ground import enterprise, product


@dataclass
class Found:
    """As much of a hit as counts here."""

    key: str
    facets: dict[str, tuple[str, ...]] = field(default_factory=dict)


def of(makers: str) -> list[Found]:
    return [Found(f"{maker}{place}", {"enterprise": (maker,)}) for place, maker in enumerate(makers)]


@pytest.mark.parametrize(
    ("makers", "most", "shown"),
    [
        ("aaaab", 4, "a0 b4 a1 a2"),
        ("aaaa", 4, "a0 a1 a2 a3"),
        ("abcde", 4, "a0 b1 c2 d3"),
        ("aabbc", 4, "a0 b2 c4 a1"),
        ("", 4, ""),
        ("ab", 1, "a0"),
    ],
)
def test_the_first_of_each_maker_comes_before_the_second_of_any(makers: str, most: int, shown: str) -> None:
    assert " ".join(one.key for one in spread(of(makers), most)) == shown  # type: ignore[arg-type]  # as much as counts


@pytest.mark.django_db
@pytest.mark.usefixtures("site")
def test_the_makers_page_leads_to_the_list_of_all_it_makes(cast: Cast) -> None:
    one = enterprise(cast)
    other = enterprise(cast, "กลุ่มทอผ้า", owner="team_mate", name_en="Weavers")
    product(one, name_th="เห็ดหอม")
    product(other, name_th="ผ้าไหม", name_en="Silk")
    client = Client()
    assert f'href="/shop/?maker={one.slug}"' in client.get(f"/shop/maker/{one.slug}/").content.decode()
    answer = client.get("/shop/", {"maker": one.slug})
    html = answer.content.decode()
    assert answer.context["total"] == 1
    assert "เห็ดหอม" in html
    assert "ผ้าไหม" not in html
    assert one.name_th in html


@pytest.mark.django_db
@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("maker", ["nobody", "\0", "x" * 500, "hidden"], ids=["nobody", "nul", "long", "hidden"])
def test_a_maker_that_visitors_do_not_see_narrows_nothing_and_is_not_named(cast: Cast, maker: str) -> None:
    product(enterprise(cast))
    hidden = enterprise(cast, "กลุ่มลับ", verified=False, owner="team_mate", name_en="Hidden")
    answer = Client().get("/shop/", {"maker": hidden.slug if maker == "hidden" else maker})
    assert (answer.status_code, answer.context["total"]) == (200, 1)
    assert "กลุ่มลับ" not in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("site")
def test_the_home_page_shows_products_of_both_makers_though_one_was_busier_lately(cast: Cast) -> None:
    other = enterprise(cast, "กลุ่มทอผ้า", owner="team_mate", name_en="Weavers")
    product(other, name_th="ผ้าไหม", name_en="Silk")
    one = enterprise(cast)
    for number in range(5):
        product(one, name_th=f"เห็ด {number}", name_en=f"Mushroom {number}")
    html = Client().get("/").content.decode()
    assert html.count('class="card kind-product') == 4
    assert "ผ้าไหม" in html
