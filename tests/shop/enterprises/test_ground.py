"""The ground that the other tests stand on holds."""

import pytest

from shop.enterprises import queries
from shop.enterprises.models import State
from tests.cast import Cast
from tests.shop.ground import enterprise


@pytest.mark.django_db
def test_an_enterprise_is_made_the_way_people_do_it(cast: Cast) -> None:
    one = enterprise(cast)
    two = enterprise(cast, "กลุ่มทอผ้า", verified=False, owner="stranger")
    assert (one.state, two.state) == (State.VERIFIED, State.DRAFT)
    assert one.slug != two.slug
    assert list(queries.visible()) == [one]
    assert queries.may_act_for(cast.seller, one)
    assert not queries.may_act_for(cast.stranger, one)
    assert queries.members_to_tell(one) == [cast.seller]
