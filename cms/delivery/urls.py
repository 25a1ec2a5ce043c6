"""Addresses for load balancers."""

from django.urls import path

from cms.delivery.health import healthz, readyz

urlpatterns = [path("healthz", healthz, name="healthz"), path("readyz", readyz, name="readyz")]
