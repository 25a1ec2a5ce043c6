"""Kalyanamitr in the admin: what each part of the room hooks in."""

from cms.assessment.bulk.admin_urls import import_urls as import_urls
from cms.assessment.staff.admin_urls import assessment_urls as assessment_urls
from cms.assessment.staff.round_urls import round_urls as round_urls
