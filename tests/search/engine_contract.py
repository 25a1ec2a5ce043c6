"""What every engine must do; a test module for each engine inherits it."""

import pytest
from django.db import transaction

from search.results import Results
from search.services import browse, find, hide, index
from tests.search.shelf import Shelf


def keys(results: Results) -> list[str]:
    """Keys in the order of the results."""
    return [hit.key for hit in results.hits]


@pytest.mark.django_db
@pytest.mark.every_database
class EngineContract:
    """Findability, filters, counts, privacy, transactions."""

    def test_a_word_inside_a_compound_is_found(self, stories: Shelf) -> None:
        stories.put("1", "ประวัติ", "องค์การบริหารส่วนตำบลดอนแก้วตั้งขึ้นนานแล้ว")
        stories.put("2", "เรื่องอื่น", "เทศบาลเมืองแห่งหนึ่ง")
        assert keys(find("ตำบล", locale="th")) == ["1"]

    def test_a_compound_finds_what_holds_its_parts(self, stories: Shelf) -> None:
        stories.put("1", "วิสาหกิจของชุมชน", "ชุมชนตั้งวิสาหกิจขึ้นเอง")
        assert keys(find("วิสาหกิจชุมชน", locale="th")) == ["1"]

    @pytest.mark.parametrize("typed", ["2569", "๒๕๖๙", "พ.ศ. ๒๕๖๙"])
    def test_thai_and_arabic_digits_are_the_same(self, stories: Shelf, typed: str) -> None:
        stories.put("thai", "แผน", "ปีงบประมาณ ๒๕๖๙")
        stories.put("arabic", "แผน", "ปีงบประมาณ 2569")
        stories.put("other", "แผน", "ปีงบประมาณ 2570")
        assert set(keys(find(typed, locale="th"))) == {"thai", "arabic"}

    @pytest.mark.parametrize("typed", ["1500", "1,500", "๑,๕๐๐"])
    def test_a_number_is_found_with_and_without_its_comma(self, stories: Shelf, typed: str) -> None:
        stories.put("1", "รายได้", "เดือนละ 1,500 บาท")
        assert keys(find(typed, locale="th")) == ["1"]

    def test_a_word_of_two_letters_is_found(self, stories: Shelf) -> None:
        stories.put("1", "ไร่บนดอย", "ปลูกชาแทนข้าวโพด")
        stories.put("2", "ชาวบ้านกับป่า", "ชาวบ้านดูแลป่า")
        assert keys(find("ชา", locale="th")) == ["1"]

    def test_the_beginning_of_a_title_is_found(self, stories: Shelf) -> None:
        stories.put("1", "กาแฟอินทรีย์ดอยสะเก็ด", "ชุมชนคั่วเอง")
        stories.put("2", "ผ้าทอมือ", "กลุ่มสตรีทอผ้า")
        assert keys(find("กาแฟอินท", locale="th"))[0] == "1"

    @pytest.mark.parametrize("typed", ["ธนาคารขยย", "ธนาครขยะ", "ธนาคาขยะ"])
    def test_a_title_is_found_by_a_word_with_one_typo(self, stories: Shelf, typed: str) -> None:
        stories.put("1", "ธนาคารขยะ", "แยกก่อนทิ้ง")
        stories.put("2", "ผ้าทอมือ", "กลุ่มสตรีทอผ้า")
        assert keys(find(typed, locale="th"))[:1] == ["1"]

    @pytest.mark.parametrize("typed", ["นํ้าตก", "น้ําตก", "นำ้ตก", "น้ำ\u200bตก", "น้้ำตก"])
    def test_other_spellings_of_the_same_letters_find_the_same(self, stories: Shelf, typed: str) -> None:
        stories.put("1", "เที่ยวน้ำตก", "ท้ายหมู่บ้าน")
        assert keys(find(typed, locale="th")) == ["1"]

    def test_what_holds_the_words_side_by_side_comes_first(self, stories: Shelf) -> None:
        stories.put("apart", "บันทึก", "ปลูกผักหลังบ้าน แล้วซ่อมสวนของวัด และทำอาหารในครัว " * 3)
        stories.put("together", "บันทึก", "ทำสวนครัวหลังบ้าน ปลูกผักกินเอง มีเหลือก็แบ่งเพื่อนบ้านในซอย")
        assert keys(find("สวนครัว", locale="th"))[0] == "together"

    def test_a_hit_in_the_title_comes_before_one_in_the_body(self, stories: Shelf) -> None:
        stories.put("body", "เรื่องของดอย", "ที่นี่มีกาแฟด้วย")
        stories.put("title", "กาแฟของดอย", "ที่นี่มีหมอกด้วย")
        assert keys(find("กาแฟ", locale="th")) == ["title", "body"]

    def test_stop_words_are_searched_where_there_is_nothing_else(self, stories: Shelf) -> None:
        stories.put("1", "ทำไม", "ถามกันมา")
        assert keys(find("ทำไม", locale="th")) == ["1"]

    def test_summary_and_keywords_are_found(self, stories: Shelf) -> None:
        stories.put("1", "หมู่บ้าน", "", summary="มีบ่อเลี้ยงกุ้ง", keywords="aquaculture")
        assert keys(find("กุ้ง", locale="th")) == keys(find("Aquaculture", locale="th")) == ["1"]

    def test_kinds_and_facets_narrow_and_are_counted(self, stories: Shelf, laos: Shelf) -> None:
        for key, province in (("1", "50"), ("2", "50"), ("3", "40")):
            stories.put(key, f"สวนกาแฟ {key}", facets={"province": (province,)})
        laos.put("1", "เทศบาลสวนกาแฟ", facets={"province": ("50",)})
        found = find("กาแฟ", kinds="story", filters={"province": "50"}, locale="th", facets=["province"])
        assert sorted(keys(found)) == ["1", "2"]
        assert (found.total, found.in_all_kinds) == (2, 3)
        assert {choice.code: choice.count for choice in found.kinds} == {"story": 2, "lao": 1}
        choices = found.facets[0].choices
        assert [(c.code, c.label, c.count, c.is_chosen) for c in choices] == [
            ("40", "ขอนแก่น", 1, False),
            ("50", "เชียงใหม่", 2, True),
        ]

    def test_pages_show_everything_once(self, stories: Shelf) -> None:
        for number in range(95):
            stories.place(str(number), f"สวนกาแฟ {number}", "ไร่บนดอย " * (number % 7))
        index("story", list(stories.keys()))
        pages = [find("กาแฟ", locale="th", page=page, per_page=10) for page in range(1, 11)]
        assert pages[0].total == 95
        assert sorted(key for page in pages for key in keys(page)) == sorted(stories.keys())
        assert find("กาแฟ", locale="th", page=9999, per_page=10).page == 10

    def test_what_is_taken_away_is_nowhere(self, stories: Shelf) -> None:
        stories.put("1", "กาแฟ", facets={"province": ("50",)})
        stories.take("1")
        assert find("กาแฟ", locale="th").total == 0
        assert browse("story", locale="th").total == 0
        assert find("กาแฟ", locale="th").kinds == ()

    def test_what_is_hidden_is_nowhere_until_it_is_indexed_again(self, stories: Shelf) -> None:
        stories.put("1", "กาแฟ")
        hide("story", ["1"])
        assert (find("กาแฟ", locale="th").total, browse("story", locale="th").total) == (0, 0)
        index("story", ["1"])
        assert keys(find("กาแฟ", locale="th")) == ["1"]

    def test_a_changed_text_is_found_by_its_new_words_only(self, stories: Shelf) -> None:
        stories.put("1", "กาแฟ", "คั่วเอง")
        stories.put("1", "ผ้าไหม", "ทอเอง")
        assert find("กาแฟ", locale="th").total == 0
        assert keys(find("ผ้าไหม", locale="th")) == ["1"]

    def test_a_transaction_rolled_back_leaves_the_index_as_it_was(self, stories: Shelf) -> None:
        stories.put("1", "กาแฟ")
        before = dict(stories.things)
        with transaction.atomic():
            stories.put("1", "ผ้าไหม")
            stories.put("2", "ผ้าทอ")
            transaction.set_rollback(True)
        stories.things = before
        assert keys(find("กาแฟ", locale="th")) == ["1"]
        assert find("ผ้าไหม ผ้าทอ", locale="th").total == 0

    def test_a_translation_is_shown_instead_of_the_original(self, stories: Shelf) -> None:
        stories.put("1", "กาแฟ coffee", translation_key="a")
        stories.put("2", "Coffee กาแฟ", locale="en", translation_key="a")
        stories.put("3", "กาแฟ coffee ของอีกหมู่บ้าน", translation_key="b")
        thai, english = find("coffee", locale="th"), find("coffee", locale="en")
        assert sorted(keys(thai)) == ["1", "3"]
        assert sorted((hit.key, hit.lang) for hit in english.hits) == [("2", ""), ("3", "th")]
        assert english.total == 2

    def test_hits_are_marked_in_the_original_with_marks_whole(self, stories: Shelf) -> None:
        stories.put("1", "บันทึก", "ปี ๒๕๖๙ ชุมชนดูแล\u200bน้ำตกท้ายหมู่บ้าน")
        hit = find("น้ําตก 2569", locale="th").hits[0]
        assert [text for text, is_hit in hit.snippet if is_hit] == ["๒๕๖๙", "น้ำตก"]
        assert "".join(text for text, _ in hit.snippet) == "ปี ๒๕๖๙ ชุมชนดูแล\u200bน้ำตกท้ายหมู่บ้าน"

    def test_words_of_the_query_are_never_operators(self, stories: Shelf) -> None:
        stories.put("1", "near and or not", "body")
        for typed in ("NEAR", "near OR", "NOT near", "near*", '"near', "title_words: near", "near & !or | (not)"):
            assert keys(find(typed, locale="th")) == ["1"], typed
