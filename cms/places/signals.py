"""What places tell the rooms above, which they do not know."""

from django.dispatch import Signal

# Sent inside the transaction that changed LAOs, with `keys`: the Lao.key of each. Whoever shows LAOs makes its index true.
laos_changed = Signal()
