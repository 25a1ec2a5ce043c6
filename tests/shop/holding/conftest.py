"""A site of its own for each test of real servers."""

from tests.operations.conftest import live_site as live_site
from tests.operations.conftest import template_database as template_database
