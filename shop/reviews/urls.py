"""The addresses of this room; the shop puts them below its own."""

from django.urls import path

from shop.orders import urls as _converters  # noqa: F401 - it registers `number` and `orderkey`
from shop.reviews import desk_views, public_views, views

urlpatterns = [
    path("product/<slug:slug>/reviews/", public_views.reviews, name="shop_reviews"),
    path("satisfaction/", public_views.satisfaction, name="shop_satisfaction"),
    path("satisfaction/<str:token>/", views.survey, name="shop_survey"),
    path("reviews/<number:number>/<int:line>/", views.review, name="review_line"),
    path("reviews/<number:number>/<int:line>/pictures/<int:pk>/", views.picture, name="review_picture"),
    path("reviews/<number:number>/<orderkey:key>/<int:line>/", views.review, name="review_line_guest"),
    path(
        "reviews/<number:number>/<orderkey:key>/<int:line>/pictures/<int:pk>/",
        views.picture,
        name="review_picture_guest",
    ),
    path("desk/<slug:slug>/reviews/", desk_views.reviews, name="shop_desk_reviews"),
    path("desk/<slug:slug>/reviews/<int:pk>/", desk_views.review, name="shop_desk_review"),
    path("desk/<slug:slug>/satisfaction/", desk_views.satisfaction, name="shop_desk_satisfaction"),
]
