"""Who acts for a certifying body: given by staff, and with it the role of a certifier; `receivers` takes the role back."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.accounts.services import give_role
from shop.certification.models import Certifier, CertifyingBody


class ActsAlready(ValidationError):
    """This person acts for the body already."""


@transaction.atomic
def add_certifier(*, body: CertifyingBody, user: User) -> Certifier:
    """A person certifies in the name of the body from now on. Raises ActsAlready, ValidationError for a closed account."""
    if not user.is_active:
        raise ValidationError(_("This account is closed."), code="closed")
    try:
        with transaction.atomic():
            made: Certifier = Certifier.objects.create(body=body, user=user)
    except IntegrityError:
        raise ActsAlready(_("This person acts for the body already."), code="acts_already") from None
    give_role(user=user, role=Role.CERTIFIER)
    return made
