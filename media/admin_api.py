"""Pictures in the JSON that Wagtail's admin scripts read."""

from django.urls import reverse
from rest_framework.serializers import SerializerMethodField  # type: ignore[import-untyped]  # no stubs
from wagtail.images.api.admin.serializers import AdminImageSerializer
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet

from media.models import Photo


class PhotoSerializer(AdminImageSerializer):
    """Wagtail's, but the original has the address that asks for permission, as private files have no other."""

    download_url = SerializerMethodField()

    def get_download_url(self, photo: Photo) -> str:
        """The address of the original."""
        return reverse("media:original", args=[photo.pk])


class PhotosAdminAPI(ImagesAdminAPIViewSet):
    """The endpoint `images`."""

    base_serializer_class = PhotoSerializer
