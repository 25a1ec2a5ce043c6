"""The columns of the file: a row is a variant, what is said of the product stands in each of its rows."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.places.workbooks import Limits

PRODUCTS, CATEGORIES, README = "products", "categories", "readme"
MOST_ROWS: Final = 5_000
LIMITS: Final = Limits(size=5 * 1024 * 1024, unpacked=80 * 1024 * 1024, rows=MOST_ROWS, columns=40)
# Rows that one file may change or add; what is left alone does not count. Writing so many holds SQLite for about four seconds.
MOST_CHANGES: Final = 500


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its field, its title in both languages, what may stand below it, how wide it is drawn.

    `longest` is how many characters there may be, 0 where it is no text.
    """

    field: str
    thai: str
    english: str
    accepts: str | Promise
    width: int = 14
    longest: int = 0
    is_number: bool = False

    @property
    def title(self) -> str:
        """As it stands in the file, for readers of either language."""
        return f"{self.thai} / {self.english}"


_CODE = _("leave it as it is; empty for what is new")
_ALONE = _("do not change it: by it the file is compared with what is true now")

COLUMNS: Final = (
    Column("product", "รหัสสินค้า", "Product code", _CODE, 24),
    Column("variant", "รหัสตัวเลือก", "Variant code", _CODE, 14),
    Column("sku", "เลขของผู้ขาย", "Your own number", _("your own number, each only once in a product"), 16, 40),
    Column("name_th", "ชื่อสินค้าไทย", "Name in Thai", _("must be filled in"), 32, 160),
    Column("name_en", "ชื่อสินค้าอังกฤษ", "Name in English", _("must be filled in"), 32, 160),
    Column("category", "หมวด", "Category", _("a code of the sheet “categories”, or the category's name"), 22),
    Column("sale", "การขาย", "How it is sold", _("on_sale, or display_only for what is only shown"), 14),
    Column("summary_th", "คำโปรยไทย", "In one sentence, Thai", _("may be empty"), 40, 300),
    Column("summary_en", "คำโปรยอังกฤษ", "In one sentence, English", _("may be empty"), 40, 300),
    Column("description_th", "รายละเอียดไทย", "Description in Thai", _("may be empty"), 50, 5000),
    Column("description_en", "รายละเอียดอังกฤษ", "Description in English", _("may be empty"), 50, 5000),
    Column("variant_th", "ตัวเลือกไทย", "Variant in Thai", _("needed where a product has several"), 20, 80),
    Column("variant_en", "ตัวเลือกอังกฤษ", "Variant in English", _("may be empty"), 20, 80),
    Column("price", "ราคา (บาท)", "Price in baht", _("such as 120 or 1250.50"), 12, is_number=True),
    Column(
        "weight", "น้ำหนัก (กรัม)", "Weight in grams", _("packed; empty is as before, 500 for what is new"), 14, 0, True
    ),
    Column(
        "stock", "จำนวนที่มี", "Pieces you have", _("counted only where you change it; empty is not counted"), 12, 0, True
    ),
    Column("low_at", "เตือนเมื่อเหลือ", "Tell me at", _("at so many pieces you are told; empty is never"), 14, 0, True),
    Column("offered", "เปิดขาย", "Offered", _("yes or no"), 10),
    Column("seen", "จำนวนตอนดาวน์โหลด", "Pieces at download", _ALONE, 18, is_number=True),
    Column("mark", "ตรวจทาน", "Check mark", _ALONE, 20),
)
BY_FIELD: Final = {column.field: column for column in COLUMNS}
# Without these a file says nothing.
NEEDED: Final = ("name_th", "name_en", "category", "price")
# What is said of the product, not of its variant.
OF_PRODUCT: Final = (
    *("name_th", "name_en", "category", "sale"),
    *("summary_th", "summary_en", "description_th", "description_en"),
)
OF_VARIANT: Final = ("sku", "variant_th", "variant_en", "price", "weight", "low_at", "offered")
YES, NO = "yes", "no"


def title_key(title: str) -> str:
    """A title in the form in which titles are compared."""
    return "".join(title.casefold().replace("_", " ").split())


BY_TITLE: Final = {
    title_key(title): column.field
    for column in COLUMNS
    for title in (column.field, column.thai, column.english, column.title)
}
