"""The form by which a buyer asks to send goods back."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from media import validation
from shop.orders.models import OrderLine
from shop.orders.returning import MOST_WORDS, ReturnReason
from shop.orders.returns import MOST_PHOTOS

KEY_LENGTH = 22


class PictureField(forms.FileField):
    """A picture, judged by its content and drawn anew, so that it tells nothing of where it was taken."""

    widget = forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/heic,image/heif"})

    def to_python(self, data: Any) -> "UploadedFile[Any] | None":
        """The upload, its content clean. Raises ValidationError."""
        upload = super().to_python(data)
        if not isinstance(upload, UploadedFile):
            return None
        validation.clean_photo_upload(upload)
        return upload


class ReturnForm(forms.Form):
    """Which pieces, why, and pictures of what is wrong; a field `pieces-<line>` for each line of which some are left."""

    reason = forms.ChoiceField(label=_("Why?"), choices=ReturnReason.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("In your words"),
        max_length=MOST_WORDS,
        required=False,
        help_text=_("The seller reads this."),
        widget=forms.Textarea({"rows": 3}),
    )
    photo_1 = PictureField(
        label=_("Picture of what is wrong"), required=False, help_text=_("Only you and the seller can see it.")
    )
    photo_2 = PictureField(label=_("Another picture"), required=False)
    photo_3 = PictureField(label=_("Another picture"), required=False)
    key = forms.CharField(max_length=32, min_length=12, widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, files: Any = None, *, lines: Sequence[OrderLine], left: Mapping[int, int]
    ) -> None:
        super().__init__(data, files, initial={"key": get_random_string(KEY_LENGTH)})
        offered = [line for line in lines if left.get(line.pk, 0) > 0]
        alone = len(offered) == 1 and left[offered[0].pk] == 1
        fields = {f"pieces-{line.pk}": _pieces(line, left[line.pk], 1 if alone else 0) for line in offered}
        self.fields = {**fields, **self.fields}
        self._lines = [line.pk for line in offered]

    def clean(self) -> dict[str, Any]:
        """At least one piece goes back."""
        data = super().clean() or {}
        if not self.errors and not self.pieces:
            self.add_error(None, ValidationError(_("Choose which pieces you send back."), code="none"))
        return data

    @property
    def pieces(self) -> dict[int, int]:
        """How many of each line, by its primary key."""
        said = {line: self.cleaned_data.get(f"pieces-{line}") or 0 for line in self._lines}
        return {line: number for line, number in said.items() if number}

    @property
    def photos(self) -> list[File[bytes]]:
        """The pictures that were sent."""
        found = (self.cleaned_data.get(f"photo_{number + 1}") for number in range(MOST_PHOTOS))
        return [photo for photo in found if photo]


def _pieces(line: OrderLine, left: int, initial: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=_("%(name)s: how many of %(left)s") % {"name": line.name, "left": left},
        min_value=0,
        max_value=left,
        required=False,
        initial=initial,
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )
