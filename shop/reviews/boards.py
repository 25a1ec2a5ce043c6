"""The pictures of a review's form, as it is filled in."""

from dataclasses import dataclass, field

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.accounts.models import User
from shop.orders.models import OrderLine
from shop.reviews import pictures
from shop.reviews.models import Picture
from shop.reviews.pictures import LONGEST_WORDS, Chosen
from shop.reviews.rules import MOST_PICTURES


@dataclass(slots=True)
class Row:
    """One picture: the words for those who cannot see it, and whether it goes."""

    picture: Picture
    words: str
    is_dropped: bool = False
    error: str = ""


@dataclass(slots=True)
class Board:
    """All pictures of the form; `refused` says which were not accepted, and why. `wants_more`: the form goes on."""

    rows: list[Row] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    wants_more: bool = False

    @property
    def is_good(self) -> bool:
        """Whether everything on it can be kept."""
        return not self.refused and not any(row.error for row in self.rows)

    @property
    def room(self) -> int:
        """How many more there may be."""
        return MOST_PICTURES - sum(not row.is_dropped for row in self.rows)

    @property
    def chosen(self) -> list[Chosen]:
        """Those that the review is to have."""
        return [Chosen(row.picture.pk, row.words) for row in self.rows if not row.is_dropped]


def board_of(line: OrderLine) -> Board:
    """The pictures that the review has."""
    return Board([Row(picture, picture.photo.description) for picture in pictures.kept(line)])


def read(request: HttpRequest, *, line: OrderLine, member: User | None) -> Board:
    """The board as the form says it, new pictures put aside. Outside any transaction."""
    data = request.POST
    asked = {int(key) for key in data.getlist("picture") if key.isascii() and key.isdigit() and len(key) < 12}
    # A picture of the review that the form does not name stays: only a ticked box takes one away.
    rows = [one for one in pictures.of_line(line) if one.kept_at is not None or one.pk in asked][:MOST_PICTURES]
    board = Board([Row(one, one.photo.description) for one in rows], wants_more="more_pictures" in data)
    for row in board.rows:
        row.is_dropped = f"drop-{row.picture.pk}" in data
        said = data.get(f"words-{row.picture.pk}", "").replace("\0", "")
        row.words = " ".join(said.split()) or row.words
        if len(row.words) > LONGEST_WORDS:
            row.error = _("At most %(most)s characters.") % {"most": LONGEST_WORDS}
    words = " ".join(data.get("new_words", "").replace("\0", "").split())[:LONGEST_WORDS] or _stand_in(line)
    taken, board.refused = pictures.take(
        request.FILES.getlist("pictures"), line=line, member=member, room=board.room, words=words
    )
    board.rows += [Row(one, one.photo.description) for one in taken]
    return board


def _stand_in(line: OrderLine) -> str:
    """What a picture is called that nobody described, in the language of the buyer."""
    with override(line.order.purchase.language):
        return (_("Photo by the buyer of %(name)s") % {"name": line.name})[:LONGEST_WORDS]
