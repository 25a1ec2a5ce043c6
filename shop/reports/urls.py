"""The addresses of this room; the shop puts them below its own."""

from django.urls import path

from shop.reports import draft_views, return_views, views

urlpatterns = [
    path("desk/<slug:slug>/returns/", return_views.returns, name="shop_desk_monthly_returns"),
    path(
        "desk/<slug:slug>/returns/<int:year>/<int:month>/", return_views.monthly_return, name="shop_desk_monthly_return"
    ),
    path("reports/", views.reports, name="shop_reports"),
    path("reports/drafts/", draft_views.drafts, name="shop_report_drafts"),
    path("reports/drafts/<int:pk>/", draft_views.draft, name="shop_report_draft"),
    path("reports/<int:year>/<slug:whose>/", views.report, name="shop_report"),
    path("reports/<int:year>/<slug:whose>.<slug:form>", views.download, name="shop_report_file"),
    path("reports/<int:year>/<slug:whose>/<int:edition>/", views.edition, name="shop_report_edition"),
]
