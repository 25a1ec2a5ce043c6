"""The addresses of this room: below those of orders, whose converters they use, and below the desk's."""

from django.urls import path

from shop.receipts import views

urlpatterns = [
    path("orders/<number:number>/receipt/", views.receipt, name="receipt"),
    path("orders/<number:number>/receipt.pdf", views.receipt_pdf, name="receipt_pdf"),
    path("orders/<number:number>/<orderkey:key>/receipt/", views.receipt, name="receipt_guest"),
    path("orders/<number:number>/<orderkey:key>/receipt.pdf", views.receipt_pdf, name="receipt_pdf_guest"),
    path("shop/desk/<slug:slug>/orders/<number:number>/receipt/", views.sellers_receipt, name="shop_desk_receipt"),
    path(
        "shop/desk/<slug:slug>/orders/<number:number>/receipt.pdf",
        views.sellers_receipt_pdf,
        name="shop_desk_receipt_pdf",
    ),
]
