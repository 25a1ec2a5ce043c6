"""Who certifies in the name of no body any more loses the role, however the row went."""

from typing import Any

from django.contrib.auth.models import Group
from django.db.models.signals import post_delete
from django.dispatch import receiver

from cms.accounts.roles import Role
from shop.certification.models import Certifier


@receiver(post_delete, sender=Certifier, dispatch_uid="certification.take_role")
def take_role(instance: Certifier, **kwargs: Any) -> None:
    """What they granted stays."""
    if not Certifier.objects.filter(user=instance.user_id).exists():
        instance.user.groups.remove(*Group.objects.filter(name=Role.CERTIFIER))
