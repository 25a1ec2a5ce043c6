"""What enterprises tell the rooms above, which they do not know."""

from django.dispatch import Signal

# Sent with `enterprise`, inside the transaction in which visitors began or ceased to see an enterprise, or in which what
# its products inherit from it (name, place, LAO, story) changed. Whoever shows what it sells makes the index true there.
enterprise_visibility_changed = Signal()
