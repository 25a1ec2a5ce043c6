"""What the showroom's demo files promise: enough of each kind, in their own words, invented and saying so."""

import re
from collections import Counter, defaultdict
from typing import Any

import pytest

from cms.blocks.demo.bricks import read
from search.text.normalise import normalise
from search.text.thai import words
from shop.catalogue import demo as catalogue
from shop.desk import demo as desk
from shop.enterprises import demo as enterprises
from shop.enterprises.models import Kind
from shop.enterprises.rules import check_digit
from tests.demo.test_content import PHONE_OR_MAIL, ROOT, SHORT

ENTERPRISES = enterprises.files()
PRODUCTS = [product for products in catalogue.files().values() for product in products]
LEAST_WORDS = 80
# A run of letters that two texts may share by chance is shorter.
SHARED = 45


def lao_files() -> dict[str, dict[str, Any]]:
    """The demo's LAOs by key."""
    found = [read(file) for file in (ROOT / "cms/lao/demo").glob("*.th.toml")]
    return {data["key"]: data for data in found}


def packed(text: str) -> str:
    """A text without white space."""
    return re.sub(r"\s+", "", text)


def shared_runs(texts: dict[str, str]) -> dict[str, list[str]]:
    """Runs of SHARED characters that stand in more than one of the texts, with the names of these."""
    where: dict[str, set[str]] = defaultdict(set)
    for name, text in texts.items():
        for start in range(len(text) - SHARED + 1):
            where[text[start : start + SHARED]].add(name)
    return {run: sorted(names) for run, names in where.items() if len(names) > 1}


def test_there_are_as_many_as_were_promised() -> None:
    assert len(ENTERPRISES) == 20
    assert len(PRODUCTS) == 80
    assert len({data["number"] for data in ENTERPRISES.values()}) == 20
    assert {data["kind"] for data in ENTERPRISES.values()} == set(Kind.values)


def test_the_tree_has_eight_to_ten_branches_of_two_to_four_each() -> None:
    branches = catalogue.branches()
    leaves = [leaf["key"] for branch in branches for leaf in branch["below"]]

    assert 8 <= len(branches) <= 10
    assert {len(branch["below"]) for branch in branches} <= {2, 3, 4}
    assert len(leaves) == len(set(leaves))
    assert {product["category"] for product in PRODUCTS} == set(leaves), "a branch with nothing on it"


@pytest.mark.parametrize("product", PRODUCTS, ids=lambda product: product["name_en"])
def test_a_product_is_described_in_eighty_words_of_its_own_and_named_in_both_languages(product: dict[str, Any]) -> None:
    assert len(words(normalise(product["description_th"]))) >= LEAST_WORDS
    for name in ("name_th", "name_en", "summary_th", "summary_en"):
        assert product[name].strip()
    assert not re.search(r"[฀-๿]", product["name_en"] + product["summary_en"] + product.get("description_en", ""))
    assert 2 <= len(product["points"]) <= 3
    assert 1 <= len(product["scenes"]) == len(product["alts"]) <= 2


def test_thirty_products_and_more_are_described_in_english_too() -> None:
    assert sum(bool(product.get("description_en")) for product in PRODUCTS) >= 30


def test_no_two_texts_are_alike_or_share_a_sentence() -> None:
    for name in ("name_th", "name_en", "summary_th", "summary_en"):
        for listed in (PRODUCTS, list(ENTERPRISES.values())):
            assert [value for value, times in Counter(one[name] for one in listed).items() if times > 1] == []
    for language in ("th", "en"):
        texts = {one["name_en"]: packed(one.get(f"description_{language}", "")) for one in PRODUCTS}
        texts |= {one["name_en"]: packed(one[f"about_{language}"]) for one in ENTERPRISES.values()}
        assert all(len(text) >= SHORT for text in texts.values() if text)
        assert shared_runs(texts) == {}


def test_no_two_pictures_have_one_name_and_every_one_says_that_it_is_drawn() -> None:
    wishes = [*enterprises.wishes(), *catalogue.wishes()]

    assert len({wish.name for wish in wishes}) == len(wishes) >= 100
    assert [wish.alt for wish in wishes if not wish.alt.startswith("ภาพวาดประกอบ")] == []


def test_a_price_from_a_document_names_it_with_its_line() -> None:
    known = {source["key"] for source in read(ROOT / "cms/blocks/demo/sources.toml")["source"]}
    quoted = {product["name_en"]: product for product in PRODUCTS if product.get("price_source")}

    assert len(quoted) == 5
    for product in quoted.values():
        document, line = re.search(r"\(เอกสาร (\d{3})\) บรรทัด (\d+): ", product["price_source"]).groups()  # type: ignore[union-attr]  # no match fails too
        assert document in known
        assert int(line) > 0
        stated = [int(number.replace(",", "")) for number in re.findall(r"[\d,]+(?= บาท)", product["price_source"])]
        prices = [variant["price"] for variant in product["variants"]]
        assert all(any(price % one == 0 for one in stated) for price in prices), product["name_en"]


def test_what_is_on_sale_has_a_price_and_what_is_shown_only_has_none() -> None:
    shown = [product for product in PRODUCTS if product.get("sale") == "display_only"]

    assert len(shown) == 10
    assert all("price" not in variant for product in shown for variant in product["variants"])
    for product in PRODUCTS:
        if product not in shown:
            assert all(variant["price"] > 0 and variant["weight"] > 0 for variant in product["variants"])
    sold_out = [one for one in PRODUCTS if one not in shown and not any(v["stock"] for v in one["variants"])]
    assert 3 <= len(sold_out) <= 8


def test_an_invented_enterprise_says_so_in_both_names() -> None:
    for data in ENTERPRISES.values():
        assert "สาธิต" in data["name_th"]
        assert "(demo)" in data["name_en"]
        assert all("นามสมมติ" in person["name"] for person in data["people"])
        assert "สมมติ" in data["summary_th"]
        assert "nvented" in data["summary_en"]


def test_every_enterprise_lies_in_the_area_of_an_lao_of_the_demo() -> None:
    laos = lao_files()
    for key, data in ENTERPRISES.items():
        lao = laos[data["lao"]]
        assert data["province"] == lao["province"], key
        assert data["subdistrict"].startswith(data["district"])
        assert data["district"].startswith(data["province"])
        if lao.get("district"):
            assert data["district"] == lao["district"], key
    assert {data["lao"] for data in ENTERPRISES.values()} == set(laos), "an LAO that sells nothing"


def test_every_story_that_is_named_is_one_of_the_demo() -> None:
    slugs = {read(file)["slug"] for file in (ROOT / "cms/stories/demo").glob("*.th.toml")}
    named = {data["story"] for data in ENTERPRISES.values()} - {""}

    assert named <= slugs
    assert len(named) >= 10


def test_nothing_private_and_no_real_address_stands_in_any_file() -> None:
    for room in ("enterprises", "catalogue", "desk"):
        for file in (ROOT / "shop" / room / "demo").glob("*.toml"):
            assert PHONE_OR_MAIL.findall(file.read_text()) == [], file.name
    for data in ENTERPRISES.values():
        assert data["line"].startswith("@sathit-")
        assert re.fullmatch(r"https://[a-z]+\.example\.com", data["website"])


def test_no_bank_account_can_stand_behind_a_promptpay_number_of_the_demo() -> None:
    numbers = {enterprises.promptpay_id(data["number"]) for data in ENTERPRISES.values()}

    assert len(numbers) == 20
    for number in numbers:
        assert re.fullmatch(r"00000[0-9]{8}", number), "0 and no province: neither a citizen's nor a company's"
        assert check_digit(number[:12]) == number[12]
    assert "ห้ามโอน" in enterprises.ACCOUNT


def test_the_terms_show_every_way_of_sending_and_paying() -> None:
    terms = desk.terms()

    assert terms.keys() == ENTERPRISES.keys()
    assert any("flat" in said and "free" in said for said in terms.values())
    assert any("bands" in said for said in terms.values())
    assert any(said.get("sends") is False for said in terms.values())
    assert sum("cod" in said for said in terms.values()) >= 5


def test_whatever_is_sold_can_be_sent_or_picked_up() -> None:
    for key, products in catalogue.files().items():
        said = desk.terms()[key]
        most = max((grams for grams, _price in said.get("bands", [])), default=None)
        for product in products:
            for variant in product["variants"]:
                assert most is None or product.get("sale") or variant["weight"] <= most, product["name_en"]
