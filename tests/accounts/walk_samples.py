"""One object of each kind that has an address, for the walk."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from wagtail.models import Collection, Locale, Page, PageViewRestriction, Site, Task, Workflow

from cms.academy.models import LessonPage
from cms.academy.services import enrol, mark_done
from cms.accounts.models import Notice, RoleRequest
from cms.accounts.services import notify
from cms.assessment.models import Standing
from cms.research.models import ResearchResultPage
from media import services as media
from media.models import File, Photo, PhotoRendition
from shop.cart.models import Cart, CartLine
from shop.orders import links
from shop.orders.models import Order
from shop.payments.models import Slip
from shop.payments.services import claim
from tests.academy.ground import course, lesson
from tests.accounts.role_asking import researcher
from tests.assessment.made import organisation, published, small_set
from tests.cast import Cast
from tests.media import samples
from tests.research.ground import metric, result
from tests.shop.orders.ground import GUEST, piece, place, seller
from tests.shop.payments.slips import clean_slip

NO_ID = 987_654_321


@dataclass(frozen=True)
class Samples:
    """What the walk visits; notice and order belong to the owner, who like the team mate that sells is a stranger to every role."""

    cast: Cast
    site: Site
    page: Page
    draft: Page
    for_researchers: Page
    photo: Photo
    preview: PhotoRendition
    file: File
    notice: Notice
    order: Order
    slip: Slip
    guests_order: Order
    guests_slip: Slip
    lesson: LessonPage
    result: ResearchResultPage
    role_request: RoleRequest
    standing: Standing

    @property
    def course(self) -> UUID:
        """What names the course that the owner completed by its only lesson."""
        return self.lesson.get_parent().translation_key  # type: ignore[no-any-return]  # Wagtail has no types

    @property
    def key(self) -> str:
        """What opens the guest's order."""
        return links.guest_key(self.guests_order)


def make_samples(cast: Cast, site: Site) -> Samples:
    """Make them all."""
    home = site.root_page
    page = home.add_child(instance=Page(title="Open", slug="open"))
    page.save_revision().publish()
    closed = home.add_child(instance=Page(title="Closed", slug="closed"))
    rule = PageViewRestriction.objects.create(page=closed, restriction_type="groups")
    rule.groups.set(cast.researcher.groups.filter(name="researcher"))
    photo = media.add_photo(title="ทุ่งนา", description="ทุ่งนาตอนเช้า", image=samples.jpeg())
    order = place(cast, sold_by=seller(cast, owner="team_mate"))
    guests_order = place(cast, sold_by=order.enterprise, of=piece(order), buyer=GUEST)
    return Samples(
        cast=cast,
        site=site,
        page=page,
        draft=home.add_child(instance=Page(title="Draft", slug="draft", live=False)),
        for_researchers=closed,
        photo=photo,
        preview=photo.get_rendition("max-165x165"),
        file=media.add_file(title="ตัวอักษร", content=b"abc", filename="letters.txt"),
        notice=notify(recipient=cast.owner, kind="walk", text_th="ก", text_en="a", mail=False),
        order=order,
        slip=claim(order=order, picture=clean_slip(), reference=None, actor=cast.owner),
        guests_order=guests_order,
        guests_slip=claim(order=guests_order, picture=clean_slip(), reference=None, actor=None),
        result=result(outcomes=[metric()]),
        role_request=researcher(cast.owner),
        standing=_assessed(),
        lesson=_lesson_done_by_the_owner(cast),
    )


def _assessed() -> Standing:
    small_set()
    return published(organisation("ตัวอย่าง"), 2025)


def _lesson_done_by_the_owner(cast: Cast) -> LessonPage:
    page = course()
    only = lesson(page)
    enrol(user=cast.owner, course=page)
    mark_done(user=cast.owner, lesson=only)
    return only


def admin_sample(address: str, name: str, s: Samples) -> Any:
    """The value of one argument of an admin address. Raises LookupError where nobody has given one."""
    by_name: dict[str, Any] = {
        **dict.fromkeys(("page_id", "parent_page_id", "page_to_move_id", "page_pk"), s.page.pk),
        **dict.fromkeys(("image_id", "photo_id"), s.photo.pk),
        **dict.fromkeys(("document_id", "doc_id"), s.file.pk),
        **dict.fromkeys(("uploaded_file_id", "redirect_id", "session_id", "workflow_state_id"), NO_ID),
        **dict.fromkeys(("task_state_id", "workflow_pk"), NO_ID),
        **dict.fromkeys(("content_type_app_name", "app_label", "app_name"), "wagtailcore"),
        **dict.fromkeys(("content_type_model_name", "model_name"), "page"),
        "destination_id": s.site.root_page.pk,
        "revision_id": s.page.latest_revision_id,
        "collection_id": Collection.get_first_root_node().pk,
        "task_id": uuid4() if "failed-tasks" in address else Task.objects.all()[0].pk,
        "object_id": str(s.page.pk),
        "action": "delete",
        "action_name": "approve",
        "filter_spec": "original",
        "document": NO_ID,
        "uidb64": "MQ",
        "token": "abc-def",
        "name": "template.xlsx",
        "kind": "indicators",
        "code": "A1",
        "act": "publish",
        "form": "answers",
    }
    if name in by_name:
        return by_name[name]
    if name == "pk":
        for prefix, value in _keys(s):
            if address.startswith(f"admin/{prefix}"):
                return value
    raise LookupError(f"{address}: no sample for {name!r}; add one to admin_sample")


def _keys(s: Samples) -> list[tuple[str, Any]]:
    """What `pk` means, by the beginning of the address."""
    return [
        ("users/", s.cast.owner.pk),
        ("groups/", s.cast.owner.groups.get().pk),
        ("sites/", s.site.pk),
        ("locales/", Locale.objects.get(language_code="en").pk),
        ("collections/", Collection.get_first_root_node().pk),
        ("workflows/tasks/", Task.objects.all()[0].pk),
        ("workflows/", Workflow.objects.all()[0].pk),
        ("settings/", s.site.pk),
        ("documents/", s.file.pk),
        ("images/", s.photo.pk),
        ("api/main/^pages/", s.page.pk),
        ("api/main/^documents/", s.file.pk),
        ("api/main/^images/", s.photo.pk),
        ("translation/", s.page.pk),
        # Rows of these rooms have tests of their own; here it is enough that an unknown one is no error.
        ("snippets/", NO_ID),
        ("messages/", NO_ID),
        ("moderation/", NO_ID),
        ("join-requests/", NO_ID),
        ("assessments/", NO_ID),
        ("enterprises/", NO_ID),
        ("role-requests/", s.role_request.pk),
        ("affiliations/", NO_ID),
        ("laos/", NO_ID),
        ("indicator-workbooks/", NO_ID),
        ("indicator-sets/", NO_ID),
        ("indicator-versions/", NO_ID),
        ("^indicator-versions/", NO_ID),
        ("rounds/", NO_ID),
        ("round-imports/", NO_ID),
        ("^round-imports/", NO_ID),
        ("orders/", s.order.pk),
        ("payment-events/", NO_ID),
        ("payouts/", NO_ID),
        ("things/chosen/", f"product:{piece(s.order).product_id}"),
    ]


def owners_line(samples: Samples) -> str:
    """The number of a line in the owner's cart, put there with the first use."""
    cart, _made = Cart.objects.get_or_create(user=samples.cast.owner)
    line, _made = CartLine.objects.get_or_create(
        cart=cart, variant=piece(samples.order), defaults={"quantity": 1, "price_seen": 1}
    )
    return str(line.pk)
