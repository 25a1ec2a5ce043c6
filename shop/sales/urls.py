"""The addresses of this room, all at the desk; the shop puts them below its own."""

from django.urls import path

from shop.sales import entry_views, views

urlpatterns = [
    path("desk/<slug:slug>/sales/", views.sales, name="shop_desk_sales"),
    path("desk/<slug:slug>/sales/new/", entry_views.enter, name="shop_desk_enter_sale"),
    path("desk/<slug:slug>/sales/entries/", entry_views.entries, name="shop_desk_entries"),
    path("desk/<slug:slug>/sales/entries/<int:pk>/", entry_views.entry, name="shop_desk_sale"),
    path("desk/<slug:slug>/sales/<slug:table>.<slug:form>", views.download, name="shop_desk_sales_file"),
]
