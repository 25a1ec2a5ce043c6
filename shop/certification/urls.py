"""The addresses of this room; the shop puts them below its own."""

from django.urls import path

from shop.certification import certifier_views, desk_views, views

urlpatterns = [
    path("certificates/<slug:key>/", views.certificate, name="shop_certificate"),
    path("certificates/<slug:key>/code/", views.code, name="shop_certificate_code"),
    path("certificates/<slug:key>/document/", views.document, name="shop_certificate_document"),
    path("certify/", certifier_views.certificates, name="shop_certify"),
    path("certify/new/", certifier_views.new, name="shop_certify_new"),
    path("certify/<slug:key>/", certifier_views.certificate, name="shop_certify_one"),
    path("desk/<slug:slug>/certificates/", desk_views.certificates, name="shop_desk_certificates"),
    path("desk/<slug:slug>/certificates/ask/", desk_views.ask, name="shop_desk_certificate_ask"),
]
