"""What each role may do: the one table. `sync` makes the groups equal to it, `docs/roles.md` shows it.

A role is a Django group whose name is the role's value. What a role may do on pages holds for the whole tree, what it
may do with pictures and files holds for every collection.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """A kind of person, as the programme knows them."""

    MEMBER = "member", _("Member")
    COMMUNITY_REPRESENTATIVE = "community_representative", _("Community representative")
    LAO_OFFICER = "lao_officer", _("LAO officer")
    RESEARCHER = "researcher", _("Researcher")
    SELLER = "seller", _("Seller")
    CERTIFIER = "certifier", _("Certifier")
    EDITOR = "editor", _("Editor")
    MODERATOR = "moderator", _("Moderator")
    ADMINISTRATOR = "administrator", _("Administrator")


@dataclass(frozen=True)
class Grant:
    """What one role may do.

    `pages` are Wagtail's page permissions without their `_page`; `photos` and `files` are actions on every collection;
    `models` are further permissions as `app.codename`. `everything` is every permission there is.
    """

    about: str | Promise
    admin: bool = False
    everything: bool = False
    pages: frozenset[str] = frozenset()
    photos: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()
    models: frozenset[str] = frozenset()


PAGE_ACTIONS = ("add", "change", "publish", "lock", "unlock", "bulk_delete")
# Wagtail lets whoever may change a picture or file delete it too.
MEDIA_ACTIONS = ("add", "change", "choose")

# What editors keep beside pages: the documents that figures come from, what LAOs took part in, and institutions that did research.
RECORDS = frozenset(
    f"{model.split('.')[0]}.{action}_{model.split('.')[1]}"
    for model in ("blocks.source", "lao.participation", "research.institution")
    for action in ("add", "change", "view")
)
_DELETED_BY_MODERATORS = frozenset({"blocks.delete_source", "lao.delete_participation", "research.delete_institution"})
# Places, to look at.
PLACES = frozenset(f"places.view_{place}" for place in ("lao", "province", "district", "subdistrict"))
# The showroom: whom staff verify, what they keep in order, what they see.
SHOP = frozenset(
    {
        "shop_enterprises.view_enterprise",
        "shop_enterprises.change_enterprise",
        "shop_orders.view_order",
        "shop_payments.add_refund",
        "shop_payments.view_webhookevent",
        "shop_payments.change_webhookevent",
        "shop_payments.view_payout",
        "shop_certification.view_certificate",
        "shop_certification.change_certificate",
        "shop_reports.publish_annualreport",
    }
    | {f"shop_certification.{action}_certifyingbody" for action in ("add", "change", "view")}
    | {f"shop_certification.{action}_certifier" for action in ("add", "view", "delete")}
    | {f"shop_catalogue.{action}_{model}" for model in ("product", "category") for action in ("add", "change", "view")}
)
# Annual reports of the market: who writes them; publishing is moderators'.
MARKET_REPORTS = frozenset({"shop_reports.change_annualreport"})
# What moderators answer and decide: reports, letters, the registry of LAOs, tasks that were given up.
LETTERS = frozenset(
    {
        "community.view_case",
        "community.change_case",
        "django_tasks_database.change_dbtaskresult",
        "django_tasks_database.view_dbtaskresult",
        "places.add_lao",
        "places.change_lao",
        "home.view_contactmessage",
        "home.change_contactmessage",
        "lao.view_joinrequest",
        "lao.change_joinrequest",
    }
)
# Kalyanamitr: who speaks for whom, and what of it everybody reads.
KALYANAMITR = frozenset(
    {
        "accounts.view_rolerequest",
        "accounts.change_rolerequest",
        "accounts.view_affiliation",
        "accounts.change_affiliation",
        "assessment.view_assessment",
        "assessment.publish_assessment",
        "assessment.import_assessment",
        "indicators.change_indicatorset",
        "assessment.change_round",
    }
)
# What is asked, and when, to look at.
INDICATOR_SETS = frozenset({"indicators.view_indicatorset", "assessment.view_round"})

TABLE: dict[Role, Grant] = {
    Role.MEMBER: Grant(_("Keeps a profile of their own, is told what concerns them.")),
    Role.COMMUNITY_REPRESENTATIVE: Grant(_("What a member may; speaks for a community and assesses it.")),
    Role.LAO_OFFICER: Grant(_("What a member may; speaks for an LAO and assesses it.")),
    Role.RESEARCHER: Grant(_("What a member may; assesses in a province, and verifies what others assessed there.")),
    Role.SELLER: Grant(_("What a member may; speaks for a community enterprise.")),
    Role.CERTIFIER: Grant(_("What a member may; speaks for a certifying body.")),
    Role.EDITOR: Grant(
        _("Writes pages and hands them to moderation; adds pictures and files and keeps their own."),
        admin=True,
        pages=frozenset({"add", "change"}),
        photos=frozenset({"add", "choose"}),
        files=frozenset({"add", "choose"}),
        models=RECORDS | PLACES | INDICATOR_SETS | MARKET_REPORTS,
    ),
    Role.MODERATOR: Grant(
        _(
            "What an editor may; publishes, schedules, withdraws and locks; answers letters; "
            "decides about what people report; keeps the registry of LAOs; "
            "verifies enterprises and keeps the showroom in order; decides who speaks for whom, "
            "keeps indicator sets and rounds, and publishes assessments."
        ),
        admin=True,
        pages=frozenset({"add", "change", "publish", "lock", "unlock"}),
        photos=frozenset(MEDIA_ACTIONS),
        files=frozenset(MEDIA_ACTIONS),
        models=RECORDS
        | PLACES
        | LETTERS
        | SHOP
        | KALYANAMITR
        | INDICATOR_SETS
        | MARKET_REPORTS
        | _DELETED_BY_MODERATORS,
    ),
    Role.ADMINISTRATOR: Grant(
        _("Everything: people and their roles, the site's settings, every page, picture and file."),
        admin=True,
        everything=True,
        pages=frozenset(PAGE_ACTIONS),
        photos=frozenset(MEDIA_ACTIONS),
        files=frozenset(MEDIA_ACTIONS),
    ),
}

# Every account has this role; the others are given on top of it.
BASE = Role.MEMBER
STAFF = tuple(role for role, grant in TABLE.items() if grant.admin)
