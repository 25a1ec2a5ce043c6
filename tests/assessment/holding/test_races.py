"""Two devices, two clicks, two moderators at the same moment, from two server processes: one wins, none is lost."""

from collections.abc import Callable, Iterator
from functools import partial

import pytest

from cms.settings.engines import DATABASE_URL
from tests.assessment.holding.office import Desk, Office, hand_on, opened, save, token
from tests.databases import copy_of, drop, template
from tests.operations.processes import LiveSite
from tests.operations.served import at_once
from tests.shop.holding.browser import Answer, Browser

pytestmark = [pytest.mark.every_database, pytest.mark.slow]

AT_ONCE = 4


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One site for the races of this file; each has an assessment of its own."""
    folder = tmp_path_factory.mktemp("office")
    database = copy_of(template(DATABASE_URL), folder)
    with opened(LiveSite(folder, database), officers=5) as office:
        yield office
    drop(database)


def race(office: Office, desk: Desk, do: Callable[[Browser, int], Answer]) -> list[Answer]:
    """Several devices of the same person do it at the same moment."""
    browsers = [office.browser(desk) for _ in range(AT_ONCE)]
    answers: list[Answer] = at_once(lambda number: do(browsers[number], number), AT_ONCE)
    return answers


def everything(office: Office, desk: Desk, *, choice: str = "3", phase: str = "self") -> None:
    """Answer all of it from one device."""
    browser = office.browser(desk)
    for code in office.codes:
        assert save(browser, desk.assessment, code, choice, phase=phase).status == 200


def _answer(browser: Browser, number: int, *, desk: Desk, code: str) -> Answer:
    return save(browser, desk.assessment, code, str(number))


def test_of_devices_that_answer_at_once_one_is_kept_and_the_others_are_told(office: Office) -> None:
    desk = office.officers[0]
    for code in office.codes[:4]:
        answers = race(office, desk, partial(_answer, desk=desk, code=code))
        statuses = [answer.status for answer in answers]
        assert sorted(statuses) == [200, 409, 409, 409], [answer.body[:300] for answer in answers]
        assert office.kept()[desk.assessment, code] == (1, str(statuses.index(200)))


def test_what_is_submitted_several_times_at_once_is_submitted_once(office: Office) -> None:
    desk = office.officers[1]
    everything(office, desk)
    answers = race(office, desk, lambda browser, _number: hand_on(browser, desk.assessment, "submit"))
    # Who came too late is sent back to the page that says so, or told that it is not theirs any more.
    assert {answer.status for answer in answers} <= {200, 403, 422}
    assert (
        office.count(f"assessment_assessmentevent WHERE subject_id = {desk.assessment} AND to_state = 'submitted'") == 1
    )
    assert office.count(f"accounts_notice WHERE kind = 'assessment_submitted' AND url LIKE '%/{desk.assessment}/'") == 1


def verified(office: Office, desk: Desk) -> None:
    """An assessment that waits for publication."""
    everything(office, desk)
    assert hand_on(office.browser(desk), desk.assessment, "submit").status == 200
    researcher = Desk(office.researcher.session, desk.assessment)
    everything(office, researcher, choice="agree", phase="verified")
    assert hand_on(office.browser(researcher), desk.assessment, "verify").status == 200


def test_two_organisations_of_a_province_published_at_once_are_both_added_up(office: Office) -> None:
    desks = office.officers[3:5]
    for desk in desks:
        verified(office, desk)
    sums = "SELECT COALESCE(SUM(number), 0) FROM assessment_standingsum"
    (had,) = office.site.rows(sums)[0]
    browsers = [
        office.browser(Desk(moderator.session, desk.assessment))
        for moderator, desk in zip(office.moderators, desks, strict=True)
    ]

    def publish(number: int) -> Answer:
        said = {"act": "publish", "csrfmiddlewaretoken": token(browsers[number])}
        return browsers[number].post(f"/admin/assessments/{desks[number].assessment}/", said)

    assert [answer.status for answer in at_once(publish, 2)] == [200, 200]
    assert int(office.site.rows(sums)[0][0]) == int(had) + 2
    office.all_agrees()


def test_what_two_moderators_publish_at_once_is_published_once(office: Office) -> None:
    desk = office.officers[2]
    verified(office, desk)
    address = f"/admin/assessments/{desk.assessment}/"

    def publish(number: int) -> Answer:
        browser = browsers[number]
        return browser.post(address, {"act": "publish", "csrfmiddlewaretoken": token(browser)})

    moderators = [Desk(office.moderators[number % 2].session, desk.assessment) for number in range(AT_ONCE)]
    browsers = [office.browser(moderator) for moderator in moderators]
    answers = at_once(publish, AT_ONCE)
    assert sorted(answer.status for answer in answers) == [200, 422, 422, 422]
    assert office.count(f"assessment_result WHERE assessment_id = {desk.assessment}") == 1
    assert office.count(f"assessment_standing WHERE assessment_id = {desk.assessment}") == 1
    assert (
        office.count(f"assessment_assessmentevent WHERE subject_id = {desk.assessment} AND to_state = 'published'") == 1
    )
    office.all_agrees()
