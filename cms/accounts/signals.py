"""What other rooms may listen to."""

from django.dispatch import Signal

# A person is leaving; sent inside the transaction, with `user`, while their name still stands in it.
person_left = Signal()
