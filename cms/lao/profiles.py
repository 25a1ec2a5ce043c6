"""What a profile reads: its LAO, what the LAO took part in, and what the index knows of it."""

from typing import TYPE_CHECKING, Any

from cms.pages.lists import cards
from cms.pages.nearby import research_found, research_lists
from cms.places.models import Lao
from search.results import Hit
from search.services import ShortList, browse_each

if TYPE_CHECKING:
    from cms.lao.models import LaoProfilePage

PARTICIPATIONS = 60
STORIES = 6
NEIGHBOURS = 3
COURSES = 3
GOODS = 16  # of which a few are shown, of as many makers as there are
# What `around` gives.
AROUND = ("facts", "lao", "participations", "stories", "courses", "neighbours", "goods", "research", "of_lao")


def facts_of(page: "LaoProfilePage") -> "LaoProfilePage":
    """The Thai profile, which names the LAO; `page` itself where none is published.

    A draft or restricted page lends nobody its facts.
    """
    if page.locale.language_code == "th":
        return page
    thai = type(page).published().filter(translation_key=page.translation_key, locale__language_code="th")
    return thai.select_related("locale").first() or page


def is_translation(page: "LaoProfilePage") -> bool:
    """Whether there is a Thai profile, published or not, to name the LAO in this one's place."""
    twins = type(page).objects.filter(translation_key=page.translation_key, locale__language_code="th")
    return bool(page.locale.language_code != "th" and twins.exists())


def lao_of(page: "LaoProfilePage") -> Lao | None:
    """The LAO that the profile is of, with its places and whether it is an organisation that is assessed, in one query."""
    if page.facts.lao_id is None:
        return None
    return Lao.objects.select_related("province", "district", "subdistrict", "organisation").get(pk=page.facts.lao_id)


def facets(page: "LaoProfilePage") -> dict[str, tuple[str, ...]]:
    """What a profile can be filtered by."""
    lao = page.known_lao
    if lao is None:
        return {}
    return {
        "province": (lao.province_id,),
        "region": (lao.province.region,),
        "lao": (lao.key,),
        "lao_type": (lao.type,),
        "phase": tuple(lao.participations.order_by("phase").values_list("phase", flat=True).distinct()),
    }


def keywords(page: "LaoProfilePage") -> str:
    """Every spelling of the LAO's name, and where it lies, in both languages."""
    lao = page.known_lao
    if lao is None:
        return ""
    places = [place for place in (lao.province, lao.district, lao.subdistrict) if place is not None]
    return " ".join([lao.spellings.replace("\n", " "), *(f"{place.name_th} {place.name_en}" for place in places)])


def structured(page: "LaoProfilePage") -> dict[str, Any]:
    """schema.org properties of an LAO, in the page's language."""
    lao = page.known_lao
    if lao is None:
        return {}
    language = page.locale.language_code
    province = lao.province.name_en if language == "en" else lao.province.name_th
    found: dict[str, Any] = {
        "name": lao.called("formal", language=language),
        "areaServed": {"@type": "AdministrativeArea", "name": province},
    }
    if page.facts.website:
        found["sameAs"] = page.facts.website
    return found


def around(page: "LaoProfilePage") -> dict[str, Any]:
    """The LAO of a profile, what it took part in, its stories, its neighbours, what is made there and research about it."""
    lao = page.known_lao
    if lao is None:
        return {**dict.fromkeys(AROUND, ()), "facts": page.facts, "lao": None}
    took_part = lao.participations.select_related("source").order_by("phase", "year", "pk")
    found = beside(page, lao)
    found["research"], of_lao = research_found(found)
    listed = ("stories", "courses", "neighbours", "research")
    shown = iter(cards([hit for name in listed for hit in found[name]], with_places=False, beside=found["goods"]))
    return {
        "facts": page.facts,
        "lao": lao,
        "participations": list(took_part[:PARTICIPATIONS]),
        **{name: [next(shown) for _hit in found[name]] for name in listed},
        "goods": found["goods"],
        "of_lao": of_lao,
    }


def beside(page: "LaoProfilePage", lao: Lao) -> dict[str, tuple[Hit, ...]]:
    """What the index knows of this LAO and its province, in the reader's language; all of it in one query."""
    return browse_each(
        {
            "stories": ShortList("story", STORIES, {"lao": lao.key}),
            "neighbours": ShortList("lao", NEIGHBOURS, {"province": lao.province_id}, without=(("lao", str(page.pk)),)),
            "goods": ShortList("product", GOODS, {"lao": lao.key}),
            "courses": ShortList("course", COURSES, {"lao": lao.key}),
            **research_lists(lao=[lao.key], province=[lao.province_id]),
        }
    )
