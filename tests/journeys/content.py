"""Fills the journeys' site: run inside its process, once, by `tests.journeys.house`.

The words are those of the demo; the illustrations, which take long to draw, are a few plain pictures.
"""

from itertools import chain, cycle, islice

from cms.accounts import demo as people
from cms.blocks.demo.bricks import load_sources
from cms.home import demo as home
from cms.home.founding import found_site
from cms.lao import demo as lao
from cms.pages.demo import Album, Desk
from cms.stories import demo as stories
from media.queries import photos_without_renditions
from media.rendering import render
from media.services import add_photo
from tests.journeys.assessing import load_assessing
from tests.journeys.findings import load_findings
from tests.journeys.learning import load_academy
from tests.journeys.showroom import load_showroom
from tests.media.samples import encoded, picture

SIZES = ((1600, 1000), (1200, 1200), (900, 1400))


def load() -> None:
    """People of every role, the sections, stories, LAOs and pages, with pictures that can be seen."""
    people.load()
    load_sources()
    found_site()
    photos = [
        add_photo(title=f"ภาพที่ {number}", description="ทุ่งนายามเช้า", image=encoded("JPEG", picture(*size)))
        for number, size in enumerate(SIZES)
    ]
    names = sorted({wish.name for wish in (*home.wishes(), *lao.wishes(), *stories.wishes())})
    desk = Desk(Album(dict(zip(names, cycle(photos), strict=False))))
    # A few of each are enough to walk through; among them are some in both languages.
    enough = (home.load(desk), islice(lao.load(desk), 7), islice(stories.load(desk), 5), home.load_front(desk))
    for _step in chain(*enough):
        pass
    load_academy()
    load_findings()
    load_showroom()
    load_assessing()
    for key in photos_without_renditions():
        render(key)
