"""What media tells the rooms above it."""

from django.dispatch import Signal

# Sent with `photo_id` inside the transaction in which a published picture gets its renditions or new ones: pages that
# were stored without them are out of date.
renditions_changed = Signal()
