"""The addresses of this room; the shop puts them below its own."""

from django.urls import path, re_path

from shop.desk import (
    enterprise_views,
    order_files,
    order_views,
    packing_views,
    product_views,
    question_views,
    return_views,
    stock_views,
    terms_views,
    views,
)
from shop.desk.bulk import views as bulk

urlpatterns = [
    path("", views.desk, name="shop_desk"),
    path("<slug:slug>/", views.home, name="shop_desk_home"),
    path("<slug:slug>/submit/", views.submit, name="shop_desk_submit"),
    path("<slug:slug>/pictures/<int:photo>/", views.picture, name="shop_desk_picture"),
    path("<slug:slug>/orders/", order_views.order_list, name="shop_desk_orders"),
    path("<slug:slug>/orders/<str:number>/", order_views.order, name="shop_desk_order"),
    path("<slug:slug>/packing/", packing_views.packing_list, name="shop_desk_packing"),
    path("<slug:slug>/packing/slips/", packing_views.slips, name="shop_desk_slips"),
    path("<slug:slug>/packing/labels/", packing_views.labels, name="shop_desk_labels"),
    path("<slug:slug>/packing/sent/", packing_views.sent, name="shop_desk_sent"),
    path("<slug:slug>/products/", product_views.product_list, name="shop_desk_products"),
    path("<slug:slug>/products/new/", product_views.new_product, name="shop_desk_new_product"),
    path("<slug:slug>/products/<slug:product>/", product_views.product, name="shop_desk_product"),
    path("<slug:slug>/products/<slug:product>/do/", product_views.act, name="shop_desk_product_act"),
    path("<slug:slug>/products/<slug:product>/stock/<int:variant>/", stock_views.stock, name="shop_desk_stock"),
    path("<slug:slug>/orders-file/orders.csv", order_files.orders_file, name="shop_desk_orders_file"),
    path("<slug:slug>/products-file/", bulk.products_file, name="shop_desk_file"),
    re_path(
        r"^(?P<slug>[-a-zA-Z0-9_]+)/products-file/products\.(?P<form>xlsx|csv)$",
        bulk.download,
        name="shop_desk_file_download",
    ),
    path("<slug:slug>/products-file/<int:pk>/", bulk.plan, name="shop_desk_file_plan"),
    path("<slug:slug>/returned/", return_views.returned, name="shop_desk_returned"),
    path("<slug:slug>/returned/<int:pk>/", return_views.one, name="shop_desk_return"),
    path("<slug:slug>/returned/<int:pk>/<int:photo>/", return_views.photo, name="shop_desk_return_photo"),
    path("<slug:slug>/enterprise/", enterprise_views.enterprise, name="shop_desk_enterprise"),
    path("<slug:slug>/members/", enterprise_views.members, name="shop_desk_members"),
    path("<slug:slug>/terms/", terms_views.terms, name="shop_desk_terms"),
    path("<slug:slug>/questions/", question_views.questions, name="shop_desk_questions"),
    path("<slug:slug>/questions/<int:pk>/", question_views.question, name="shop_desk_question"),
]
