"""The addresses of one's own learning; courses and lessons themselves are pages. Both are named by translation key."""

from django.urls import path

from cms.academy import views

urlpatterns = [
    path("", views.my_learning, name="learning"),
    path("courses/<uuid:course>/enrol/", views.enrol, name="learning_enrol"),
    path("courses/<uuid:course>/leave/", views.leave, name="learning_leave"),
    path("courses/<uuid:course>/finish/", views.finish, name="learning_finish"),
    path("courses/<uuid:course>/completion/", views.completion, name="learning_completion"),
    path("lessons/<uuid:lesson>/done/", views.done, name="learning_done"),
    path("lessons/<uuid:lesson>/undone/", views.undone, name="learning_undone"),
    path("lessons/<uuid:lesson>/place/", views.place, name="learning_place"),
]
