"""Products and categories in the admin."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from shop.catalogue.admin_forms import CategoryAdminForm, ProductAdminForm, VariantAdminForm
from shop.catalogue.admin_views import ProductCreateView, ProductEditView, PublishItem, WithdrawItem
from shop.catalogue.models import Category, Product
from shop.catalogue.services import MOST_PHOTOS, MOST_POINTS, MOST_VARIANTS


class VariantsPanel(InlinePanel):
    """The variants, in a form that speaks of baht and of stock."""

    def get_form_options(self) -> dict[str, Any]:
        """As Wagtail has it, with our form."""
        options: dict[str, Any] = super().get_form_options()
        options["formsets"]["variants"]["form"] = VariantAdminForm
        return options


class ProductViewSet(SnippetViewSet):
    """Everything that is shown and sold. Nothing is deleted: orders name it."""

    model = Product
    icon = "tag"
    add_view_class = ProductCreateView
    edit_view_class = ProductEditView
    copy_view_enabled = False
    list_display = [
        "__str__",
        "enterprise",
        "category",
        Column("get_state_display", label=_("State"), sort_key="state"),
        Column("get_sale_display", label=_("How it is sold"), sort_key="sale"),
    ]
    list_filter = ["state", "sale", "category", "enterprise"]
    list_per_page = 50
    ordering = ["-created_at", "-pk"]
    search_backend_name = None
    search_fields = ["name_th", "name_en", "slug", "enterprise__name_th", "enterprise__name_en"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("enterprise"), FieldPanel("category")]),
            MultiFieldPanel([FieldPanel("name_th"), FieldPanel("name_en")], _("Name")),
            MultiFieldPanel([FieldPanel("summary_th"), FieldPanel("summary_en")], _("In one sentence")),
            MultiFieldPanel([FieldPanel("description_th"), FieldPanel("description_en")], _("Description")),
            FieldPanel("sale"),
            VariantsPanel(
                "variants",
                [
                    FieldRowPanel([FieldPanel("name_th"), FieldPanel("name_en")]),
                    FieldRowPanel([FieldPanel("price"), FieldPanel("available"), FieldPanel("weight")]),
                    FieldRowPanel([FieldPanel("sku"), FieldPanel("is_active")]),
                ],
                heading=_("Variants"),
                label=_("variant"),
                min_num=1,
                max_num=MOST_VARIANTS,
            ),
            InlinePanel(
                "photos", [FieldPanel("photo")], heading=_("Pictures"), label=_("picture"), max_num=MOST_PHOTOS
            ),
            InlinePanel(
                "selling_points",
                [FieldPanel("text_th"), FieldPanel("text_en")],
                heading=_("Selling points"),
                label=_("selling point"),
                max_num=MOST_POINTS,
            ),
            MultiFieldPanel([FieldPanel("price_source"), FieldPanel("is_demo")], _("Where it comes from")),
        ],
        base_form_class=ProductAdminForm,
    )


class CategoryViewSet(SnippetViewSet):
    """The tree under which products are found."""

    model = Category
    icon = "folder-open-inverse"
    copy_view_enabled = False
    list_display = ["__str__", "parent", "sort_order", "slug"]
    list_per_page = 50
    search_backend_name = None
    search_fields = ["name_th", "name_en", "slug"]
    edit_handler = ObjectList(
        [
            FieldPanel("parent"),
            MultiFieldPanel([FieldPanel("name_th"), FieldPanel("name_en")], _("Name")),
            FieldPanel("sort_order"),
        ],
        base_form_class=CategoryAdminForm,
    )


class ShopGroup(SnippetViewSetGroup):
    """One menu for both."""

    menu_label = _("Showroom")
    menu_icon = "tag"
    menu_order = 650
    items = (ProductViewSet, CategoryViewSet)


register_snippet(ShopGroup)


@hooks.register("register_snippet_action_menu_item")
def publish_item(model: type[Model]) -> PublishItem | None:
    """“Save and publish”."""
    return PublishItem() if model is Product else None


@hooks.register("register_snippet_action_menu_item")
def withdraw_item(model: type[Model]) -> WithdrawItem | None:
    """“Save and withdraw”."""
    return WithdrawItem() if model is Product else None


@hooks.register("before_delete_snippet")
def keep_what_is_named(request: HttpRequest, instances: Iterable[Model]) -> HttpResponse | None:
    """Products stay, and so does a category on which something hangs. Raises PermissionDenied for a product."""
    for one in instances:
        if isinstance(one, Product):
            raise PermissionDenied
        if isinstance(one, Category) and (one.children.exists() or one.products.exists()):
            messages.error(request, _("Categories or products hang on this category. Hang them elsewhere first."))
            return redirect("wagtailsnippets_shop_catalogue_category:list")
    return None
