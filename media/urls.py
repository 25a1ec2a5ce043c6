"""Addresses of files. Published renditions lie under MEDIA_URL, everything else under /files/."""

from django.urls import path, re_path

from media import views

app_name = "media"
urlpatterns = [
    re_path(
        r"^media/(?P<name>[0-9a-f]{2}/[0-9]{1,18}-[a-z]{1,12}-[0-9a-f]{24}\.(?:avif|webp|jpg))$",
        views.public_rendition,
        name="public",
    ),
    path("files/originals/<int:photo_id>/", views.original, name="original"),
    path("files/previews/<int:rendition_id>/", views.preview, name="preview"),
    path("files/drafts/<int:photo_id>/<slug:size>/", views.draft, name="draft"),
    path("files/<int:file_id>/<str:filename>", views.file, name="file"),
]
