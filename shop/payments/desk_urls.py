"""The addresses of this room at the desk; the shop puts them before the desk's own."""

from django.urls import path

from shop.payments import desk_views

urlpatterns = [
    path("<slug:slug>/balance/", desk_views.balance, name="shop_desk_balance"),
    path("<slug:slug>/balance/<str:form>/", desk_views.statement, name="shop_desk_statement"),
    path("<slug:slug>/balance/proof/<int:pk>/", desk_views.proof, name="shop_desk_proof"),
    path("<slug:slug>/account/", desk_views.account, name="shop_desk_account"),
]
