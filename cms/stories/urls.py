"""Addresses of the stories room beside its pages."""

from django.urls import path

from cms.stories.feeds import StoryFeed

urlpatterns = [path("feeds/stories/", StoryFeed(), name="story_feed")]
