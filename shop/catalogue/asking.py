"""Questions to sellers and their answers. Nobody but the two of them reads them."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.accounts.models import User
from cms.accounts.services import notify
from cms.accounts.tasks import send_mail
from shop.catalogue.models import Product, Question
from shop.enterprises.letters import DESK
from shop.enterprises.queries import members_to_tell

_MOST_IN_A_NOTICE = 250


class AlreadyAnswered(ValidationError):
    """Somebody of the enterprise has answered this question before."""


@transaction.atomic
def ask(*, product: Product, name: str, email: str, text: str, language: str, asked_by: User | None) -> Question:
    """Keep a question and tell every member of the enterprise, on the site and by mail. Raises ValidationError."""
    question = Question(
        product=product,
        name=" ".join(name.split()),
        email=email,
        text=text.strip(),
        language=language,
        asked_by=asked_by,
    )
    question.full_clean(exclude=["product", "asked_by"])
    question.save()
    short = _short(question.text)
    for member in members_to_tell(product.enterprise):
        notify(
            recipient=member,
            kind="product_question",
            text_th=f"{question.name} ถามเรื่อง {product.name_th}: {short}",
            text_en=f"{question.name} asks about {product.name_en}: {short}",
            url=DESK,
        )
    return question


@transaction.atomic
def answer(*, question: Question, actor: User, text: str) -> Question:
    """Answer by mail, once; the mail is a row of the queue, written in this transaction.

    Raises ValidationError, keyed to `answer`, for an empty or too long one, AlreadyAnswered.
    """
    question = Question.objects.select_for_update().get(pk=question.pk)
    if question.answer:
        raise AlreadyAnswered(_("This question is answered already."), code="already_answered")
    question.answer, question.answered_at, question.answered_by = text.strip(), timezone.now(), actor
    if not question.answer:
        raise ValidationError({"answer": ValidationError(_("Please write an answer."), code="empty")})
    question.full_clean(exclude=["product", "asked_by", "answered_by"])
    question.save(update_fields=["answer", "answered_at", "answered_by"])
    product = Product.objects.select_related("enterprise").get(pk=question.product_id)
    with override(question.language):
        subject = _("Answer to your question about %(name)s") % {"name": product.name}
        context = {
            "question": question,
            "product": product,
            "url": settings.SITE_URL + reverse("shop_product", args=[product.slug]),
        }
        body = render_to_string("emails/question_answer.txt", context)
    # A name may hold a line break, and a mail with one in its subject never leaves.
    send_mail.enqueue(" ".join(subject.split()), body.strip() + "\n", [question.email])
    return question


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _MOST_IN_A_NOTICE else f"{plain[:_MOST_IN_A_NOTICE]}…"
