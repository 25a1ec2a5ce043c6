"""What happens to messages from the contact page."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.accounts.models import User
from cms.accounts.queries import people_who_may
from cms.accounts.services import notify
from cms.accounts.tasks import send_mail
from cms.home.letters import MOVES, ContactEvent, ContactMessage, MessageState
from cms.lifecycle.services import begin, lock, move

MAY_ANSWER = "home.change_contactmessage"


@transaction.atomic
def receive_message(*, name: str, email: str, subject: str, text: str, language: str) -> ContactMessage:
    """Keep a visitor's message and tell those who answer messages. Raises ValidationError."""
    # The subject comes back in that of the answer's mail, which has one line.
    subject = " ".join(subject.split())
    message = ContactMessage(name=name, email=email, subject=subject, text=text, language=language)
    message.full_clean()
    message.save()
    begin(subject=message, events=ContactEvent, actor=None)
    for reader in people_who_may(MAY_ANSWER):
        notify(
            recipient=reader,
            kind="contact_message",
            text_th=f"มีข้อความใหม่จากหน้าติดต่อ: {subject}",
            text_en=f"A new message from the contact page: {subject}",
            url=reverse("contact_message", args=[message.pk]),
        )
    return message


@transaction.atomic
def answer_message(*, message: ContactMessage, answer: str, actor: User) -> ContactMessage:
    """Answer by mail, once.

    The mail is a row of the queue, written in this transaction, so it is lost neither by a crash nor sent for an answer
    that was not kept. Raises ValidationError for an empty answer, MoveNotAllowed where it was answered already.
    """
    lock(message)
    message.answer = answer.strip()
    if not message.answer:
        raise ValidationError({"answer": ValidationError(_("Please write an answer."), code="empty")})
    message.save(update_fields=["answer"])
    move(subject=message, to=MessageState.ANSWERED, lifecycle=MOVES, events=ContactEvent, actor=actor)
    with override(message.language):
        subject = _("Answer to: %(subject)s") % {"subject": message.subject}
        body = render_to_string("emails/contact_answer.txt", {"message": message, "site_url": settings.SITE_URL})
    send_mail.enqueue(subject, body.strip() + "\n", [message.email])
    return message


@transaction.atomic
def close_message(*, message: ContactMessage, actor: User, spam: bool = False) -> ContactMessage:
    """Put a message away without an answer. Raises MoveNotAllowed."""
    state = MessageState.SPAM if spam else MessageState.CLOSED
    move(subject=message, to=state, lifecycle=MOVES, events=ContactEvent, actor=actor)
    return message


@transaction.atomic
def reopen_message(*, message: ContactMessage, actor: User) -> ContactMessage:
    """Take a message up again that was put away. Raises MoveNotAllowed."""
    move(subject=message, to=MessageState.NEW, lifecycle=MOVES, events=ContactEvent, actor=actor)
    return message
