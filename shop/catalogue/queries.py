"""Reading products. What a list shows comes from the index (`listing`), what a page shows from here."""

from shop.catalogue.offers import Offer as Offer
from shop.catalogue.offers import offers as offers
from shop.catalogue.offers import offers_of as offers_of
from shop.catalogue.showing import visible as visible
