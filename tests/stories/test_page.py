"""What a story's page leads to."""

import re
from html import unescape

import pytest
from django.test import Client
from wagtail.models import Site

from cms.indicators.sdgs import Goal
from cms.stories.models import StoryGoal
from tests.pages_made import make_story, translate


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["th", "en"])
def test_a_goal_leads_to_the_stories_that_serve_it(site: Site, language: str) -> None:
    page = make_story("ข้าวและน้ำ", story_goals=[StoryGoal(goal=Goal.choices[1][0])])
    if language == "en":
        page = translate(page, title="Rice and water", story_goals=[])
    [link] = re.findall(r'class="goal" data-goal="2" href="([^"]+)"', Client().get(page.url).content.decode())
    assert link == f"{page.get_parent().url}?sdg=2"
    assert unescape(page.title) in Client().get(link).content.decode()
