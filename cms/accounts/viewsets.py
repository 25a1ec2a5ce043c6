"""People in the admin: made with an invitation, taken out by leaving, their roles given; roles themselves are code."""

from typing import Any

from allauth.account.models import EmailAddress
from django import forms
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views import users
from wagtail.users.views.bulk_actions import AssignRoleBulkAction, DeleteBulkAction, SetActiveStateBulkAction
from wagtail.users.views.groups import GroupViewSet

from cms.accounts import services
from cms.accounts.models import User

_FIELDS = {"email", "name", "language", "is_superuser", "groups"}


class PersonCreationForm(UserCreationForm):
    """A new person; they choose their password themselves, by the invitation."""

    first_name = last_name = None

    class Meta(UserCreationForm.Meta):
        fields = _FIELDS

    def save(self, commit: bool = True) -> User:
        """Keep the person, without a password that anyone knows."""
        self.instance.set_unusable_password()
        person: User = super().save(commit=commit)
        if commit:
            EmailAddress.objects.get_or_create(user=person, email=person.email, defaults={"primary": True})
        return person


class PersonEditForm(UserEditForm):
    """Somebody's name, language and roles. The address is theirs to change."""

    first_name = last_name = None
    email = forms.EmailField(disabled=True, required=False, label=_("e-mail address"))

    class Meta(UserEditForm.Meta):
        fields = _FIELDS | {"is_active"}


class _Present:
    """Who has left is no longer in the admin."""

    def get_object(self, queryset: QuerySet[User] | None = None) -> User:
        """The person. Raises Http404 for who has left."""
        person: User = super().get_object(queryset)  # type: ignore[misc]  # the next class is one of Wagtail's views
        if person.left_at is not None:
            raise Http404
        return person


class PeopleIndexView(users.IndexView):
    """People by address; the search looks into names too."""

    search_fields = ["email", "name"]

    def get_base_queryset(self) -> QuerySet[User]:
        """The people who have not left."""
        people: QuerySet[User] = super().get_base_queryset().filter(left_at=None)
        return people


class PersonEditView(_Present, users.EditView):
    """One person."""


class PersonDeleteView(_Present, users.DeleteView):
    """Deleting is leaving: the data goes, a nameless row stays for the history."""

    usage = None  # what this person published does not keep them
    confirmation_message = _("All of this person's data is erased. What they published stays, by a former member.")

    def delete_action(self) -> None:
        """Erase their data."""
        services.leave(user=self.object)


class PeopleViewSet(users.UserViewSet):
    """People in the admin."""

    index_view_class = PeopleIndexView
    edit_view_class = PersonEditView
    delete_view_class = PersonDeleteView

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm[User]]:
        """The form without first and last name."""
        return PersonEditForm if for_update else PersonCreationForm


class LeaveBulkAction(DeleteBulkAction):
    """Several people leave."""

    def check_perm(self, obj: User) -> bool:
        """Nobody leaves twice, and the last administrator stays."""
        return obj.left_at is None and bool(super().check_perm(obj))

    @classmethod
    def execute_action(cls, objects: list[User], model: Any = None, **kwargs: Any) -> tuple[int, int]:
        """Erase their data; returns how many, and zero children."""
        for person in objects:
            services.leave(user=person)
        return len(objects), 0


class ActivatePresent(SetActiveStateBulkAction):
    """Who has left is not brought back."""

    def check_perm(self, obj: User) -> bool:
        """Only those who have not left."""
        return obj.left_at is None and bool(super().check_perm(obj))


class AssignPresent(AssignRoleBulkAction):
    """Who has left gets no role."""

    def check_perm(self, obj: User) -> bool:
        """Only those who have not left."""
        return obj.left_at is None and bool(super().check_perm(obj))


class KeptInCode(ModelPermissionPolicy):
    """Nobody changes roles in the admin: `cms.accounts.roles` is the one table, and a change here would be undone."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """No."""
        return False

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """No."""
        return False


class RolesViewSet(GroupViewSet):
    """Wagtail's group editor, closed."""

    @property
    def permission_policy(self) -> KeptInCode:
        """Nobody may."""
        return KeptInCode(self.model)
