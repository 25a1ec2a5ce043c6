"""The addresses of this room; the shop puts them below its own."""

from django.urls import path

from shop.enterprises import document_views, views

urlpatterns = [
    path("makers/", views.enterprises, name="shop_enterprises"),
    path("maker/<slug:slug>/", views.enterprise, name="shop_enterprise"),
    path("open/", views.open_one, name="shop_open"),
    path("desk/<slug:slug>/documents/", document_views.documents, name="shop_desk_documents"),
    path("desk/<slug:slug>/documents/<int:pk>/", document_views.document, name="shop_desk_document"),
    path(
        "desk/<slug:slug>/documents/<int:pk>/remove/", document_views.remove_document, name="shop_desk_document_remove"
    ),
    path("join/<str:token>/", views.join, name="shop_join"),
]
