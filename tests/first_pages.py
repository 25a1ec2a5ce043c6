"""What the database of every test process begins with: a site with a Thai and an English home, and the roles.

It is made once a process and committed, for to make it in each test took a third of their time.
"""

from django.db import transaction
from wagtail.models import Locale, Page, Site

from cms.accounts.role_sync import sync_roles
from cms.home.models import HomePage


@transaction.atomic
def make_first_pages() -> None:
    """The default site; its home is Thai at `/`, with an English translation at `/en/`."""
    thai, _ = Locale.objects.get_or_create(language_code="th")
    english, _ = Locale.objects.get_or_create(language_code="en")
    root = Page.get_first_root_node()
    Site.objects.all().delete()
    for page in root.get_children():
        page.specific.delete()
    root.refresh_from_db()
    home = root.add_child(instance=HomePage(title="บ้าน", slug="home", locale=thai))
    root.add_child(
        instance=HomePage(title="Home", slug="home-en", locale=english, translation_key=home.translation_key)
    )
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True, site_name="sepaction")
    sync_roles()
