"""A site of its own for each test of real servers."""

from tests.operations.conftest import live_site as live_site
