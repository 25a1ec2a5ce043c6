"""The addresses of this room, below those of orders, whose converters they use."""

from django.urls import path

from shop.payments import card_views, views

urlpatterns = [
    path("<number:number>/code.png", views.code, name="order_code"),
    path("<number:number>/slip/", views.send_slip, name="order_slip"),
    path("<number:number>/slip/<int:pk>/", views.slip, name="slip"),
    path("<number:number>/card/", card_views.pay, name="order_card"),
    path("<number:number>/card/back/", card_views.back, name="order_card_back"),
    path("<number:number>/<orderkey:key>/card/", card_views.pay, name="order_card_guest"),
    path("<number:number>/<orderkey:key>/card/back/", card_views.back, name="order_card_back_guest"),
    path("<number:number>/<orderkey:key>/code.png", views.code, name="order_code_guest"),
    path("<number:number>/<orderkey:key>/slip/", views.send_slip, name="order_slip_guest"),
    path("<number:number>/<orderkey:key>/slip/<int:pk>/", views.guests_slip, name="slip_guest"),
]
