"""The addresses of this room; the shop puts them below its own. Those of payments share the prefix."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from shop.orders import numbers, return_views, views


class NumberConverter(StringConverter):
    """The number of an order."""

    regex = numbers.PATTERN


class KeyConverter(StringConverter):
    """A guest's key: whether it is ours is found out later. A dot tells it from the words in addresses."""

    regex = r"[^/]*\.[^/]*"


register_converter(NumberConverter, "number")
register_converter(KeyConverter, "orderkey")

urlpatterns = [
    path("", views.orders, name="orders"),
    path("<number:number>/", views.order, name="order"),
    path("<number:number>/cancel/", views.cancel, name="order_cancel"),
    path("<number:number>/received/", views.received, name="order_received"),
    path("<number:number>/return/", return_views.ask, name="order_return"),
    path("<number:number>/return/<int:pk>/keep/", return_views.keep, name="order_return_keep"),
    path("<number:number>/return/<int:pk>/<int:photo>/", return_views.photo, name="order_return_photo"),
    path("<number:number>/<orderkey:key>/", views.order, name="order_guest"),
    path("<number:number>/<orderkey:key>/cancel/", views.cancel, name="order_cancel_guest"),
    path("<number:number>/<orderkey:key>/received/", views.received, name="order_received_guest"),
    path("<number:number>/<orderkey:key>/return/", return_views.ask, name="order_return_guest"),
    path("<number:number>/<orderkey:key>/return/<int:pk>/keep/", return_views.keep, name="order_return_keep_guest"),
    path(
        "<number:number>/<orderkey:key>/return/<int:pk>/<int:photo>/",
        return_views.photo,
        name="order_return_photo_guest",
    ),
]
