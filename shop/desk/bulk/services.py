"""What a member does with a file of products: bring it, and have it written. Each is one transaction."""

import hashlib
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.places.workbooks import Flaw
from shop.catalogue.many import ProductDraft, write_many
from shop.catalogue.models import Category, Product
from shop.catalogue.stock import StockItem
from shop.desk.bulk.columns import BY_FIELD
from shop.desk.bulk.judging import judge
from shop.desk.bulk.plan import Plan, ProductPlan, draft_of
from shop.desk.bulk.present import words_of_variant
from shop.desk.bulk.reading import RowRead, Table, read
from shop.desk.models import ProductsFile
from shop.enterprises.models import Enterprise

KEPT_FOR = timedelta(days=1)
# So long a form that is sent again is known.
REMEMBERED_FOR = timedelta(days=30)


class Flawed(ValidationError):
    """Nothing was written: the file does not fit, or not any more; `flaws` say why."""

    def __init__(self, flaws: list[Flaw]) -> None:
        self.flaws = flaws
        super().__init__(_("Nothing was changed: there are problems in the file."), code="flawed")


class Forgotten(ValidationError):
    """The file was brought too long ago and is not kept any more."""


def bring(*, enterprise: Enterprise, member: User, key: str, name: str, content: bytes) -> ProductsFile:
    """Read and judge a file, and keep what it says until it is confirmed; the same form and file give the same one.

    Raises WorkbookUnreadable, SheetUnreadable, and Flawed with every problem; then nothing is kept.
    """
    digest = hashlib.sha256(content).hexdigest()
    done = {one.key: one for one in ProductsFile.objects.filter(enterprise=enterprise, done_at__isnull=False)}
    while key in done:
        if done[key].digest == digest:
            return done[key]
        # Another file in a form that has done its work is another thing to do.
        key = hashlib.sha256(f"{key}{digest}".encode()).hexdigest()[:32]
    table = read(name=name, content=content)
    plan = judge(enterprise, table)
    if plan.flaws:
        raise Flawed(plan.flaws)
    return _keep(
        enterprise=enterprise,
        key=key,
        said={
            "digest": digest,
            "name": name[-120:],
            "rows": [[row.number, dict(row.cells)] for row in table.rows],
            "by": member,
            "at": timezone.now(),
        },
    )


@transaction.atomic
def _keep(*, enterprise: Enterprise, key: str, said: dict[str, Any]) -> ProductsFile:
    kept, _new = ProductsFile.objects.update_or_create(enterprise=enterprise, key=key, done_at=None, defaults=said)
    return kept


def plan_of(kept: ProductsFile) -> Plan:
    """What a kept file would do now."""
    places = {name: at for at, name in enumerate(BY_FIELD)} if kept.rows else {}
    rows = [RowRead(number, cells) for number, cells in kept.rows]
    return judge(kept.enterprise, Table(rows, [], places))


@transaction.atomic
def write(*, kept: ProductsFile, actor: User) -> int:
    """Write everything that a kept file says, judged anew, or nothing; a second time nothing happens.

    Returns how many products are new or changed. Raises Flawed where something has changed since, Forgotten, and
    ValidationError of the catalogue; then nothing has changed.
    """
    kept = ProductsFile.objects.select_for_update(of=("self",)).select_related("enterprise").get(pk=kept.pk)
    if kept.done_at is not None:
        return kept.written
    if not kept.rows:
        raise Forgotten(_("This file is not kept any more; choose it again."), code="forgotten")
    _hold(kept.enterprise)
    plan = plan_of(kept)
    if plan.flaws:
        raise Flawed(plan.flaws)
    drafts = _drafts(plan)
    write_many(enterprise=kept.enterprise, drafts=drafts, actor=actor)
    kept.rows, kept.done_at, kept.written = [], timezone.now(), len(drafts)
    kept.save(update_fields=["rows", "done_at", "written"])
    return kept.written


def _hold(enterprise: Enterprise) -> None:
    """Stocks first, then products, as everywhere: what was judged stays true until it is written."""
    stocks = StockItem.objects.select_for_update(of=("self",)).filter(variant__product__enterprise=enterprise)
    list(stocks.order_by("variant_id").values_list("pk"))
    products = Product.objects.select_for_update(no_key=True, of=("self",)).filter(enterprise=enterprise)
    list(products.order_by("pk").values_list("pk"))


def _drafts(plan: Plan) -> list[ProductDraft]:
    categories = {one.slug: one for one in Category.objects.all()}
    return [_draft(one, categories) for one in (*plan.new, *plan.changed)]


def _draft(made: ProductPlan, categories: dict[str, Category]) -> ProductDraft:
    fields = {name: categories[value] if name == "category" else value for name, value in made.words.items()}
    changed = [
        draft_of({**words_of_variant(one.variant), **one.words}, one.variant.pk, one.stock) for one in made.changes
    ]
    return ProductDraft(made.product, fields, [*changed, *(one.draft() for one in made.added)])


def forget_files(*, now: datetime) -> int:
    """Delete files that nobody confirmed in time, and the keys of those that were written long ago. Returns how many."""
    stale = ProductsFile.objects.filter(done_at=None, at__lt=now - KEPT_FOR)
    old = ProductsFile.objects.filter(at__lt=now - REMEMBERED_FOR)
    number, _by_model = (stale | old).delete()
    return number
