"""The newest stories as an Atom feed in each language."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.pages.seo import absolute
from search.results import Hit
from search.services import browse

LENGTH = 20


class StoryFeed(Feed[Hit, None]):
    """Twenty stories, newest first."""

    feed_type = Atom1Feed
    title = gettext_lazy("Stories on sepaction")
    subtitle = gettext_lazy("How people, families, communities and organisations practise sufficiency")

    def link(self) -> str:
        """The address of the feed itself."""
        return absolute(reverse("story_feed"))

    def items(self) -> Sequence[Hit]:
        """What search lists, so that nothing withdrawn is among it."""
        return browse(kind="story", per_page=LENGTH, count=False).hits

    def item_title(self, item: Hit) -> str:
        """The story's title."""
        return item.title

    def item_description(self, item: Hit) -> str:
        """The story's summary."""
        return item.summary or _("A story on sepaction")

    def item_link(self, item: Hit) -> str:
        """The story's full address."""
        return absolute(item.url)

    def item_guid(self, item: Hit) -> str:
        """An id that outlives the address."""
        return f"{absolute('/')}#story-{item.key}"

    item_guid_is_permalink = False

    def item_pubdate(self, item: Hit) -> datetime | None:
        """When it was published first."""
        return item.published_at
