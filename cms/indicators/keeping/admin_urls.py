"""Where indicator sets are kept in the admin; `cms.indicators.wagtail_hooks` brings it in."""

from django.urls import URLPattern, path, re_path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.indicators.keeping import parts, sets, speaking, versions
from cms.indicators.keeping.menu import MAY_LOOK, MENU, item

_SETS, _VERSIONS = "indicator-sets", "indicator-versions"
_KIND = r"(?P<kind>dimensions|indicators|sub_indicators|levels)"
_CODE = r"(?P<code>[A-Za-z0-9.-]{1,40})"


@hooks.register("register_admin_urls")
def keeping_urls() -> list[URLPattern]:
    """Sets, versions, and the parts of a version by kind and code."""
    part = rf"^{_VERSIONS}/(?P<pk>\d+)"
    return [
        path(f"{_SETS}/", sets.SetsView.as_view(), name="kalyanamitr_sets"),
        path(f"{_SETS}/results/", sets.SetsView.as_view(results_only=True), name="kalyanamitr_sets_results"),
        path(f"{_SETS}/add/", sets.add_set, name="kalyanamitr_set_add"),
        path(f"{_SETS}/<int:pk>/", sets.one_set, name="kalyanamitr_set"),
        path(f"{_SETS}/<int:pk>/edit/", sets.edit_set, name="kalyanamitr_set_edit"),
        path(f"{_SETS}/<int:pk>/begin/", sets.begin_version, name="kalyanamitr_version_begin"),
        path(f"{_SETS}/<int:pk>/speaking/", speaking.speaking, name="kalyanamitr_speaking"),
        path(f"{_VERSIONS}/<int:pk>/", versions.version, name="kalyanamitr_version"),
        path(f"{_VERSIONS}/<int:pk>/edit/", versions.edit_version, name="kalyanamitr_version_edit"),
        path(f"{_VERSIONS}/<int:pk>/move/", parts.move, name="kalyanamitr_part_move"),
        re_path(rf"{part}/(?P<act>publish|retire|delete)/$", versions.act, name="kalyanamitr_version_act"),
        re_path(rf"{part}/add/{_KIND}/$", parts.add, name="kalyanamitr_part_add"),
        re_path(rf"{part}/{_KIND}/{_CODE}/remove/$", parts.remove, name="kalyanamitr_part_remove"),
        re_path(rf"{part}/{_KIND}/{_CODE}/$", parts.edit, name="kalyanamitr_part"),
    ]


@hooks.register(MENU)
def sets_item() -> MenuItem:
    """“Indicator sets” in the menu Kalyanamitr."""
    return item(_("Indicator sets"), "kalyanamitr_sets", MAY_LOOK, icon_name="list-ol", order=20)
