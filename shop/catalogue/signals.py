"""What other rooms may listen to."""

from django.dispatch import Signal

# Products have begun or ceased to be seen, or show something else; sent inside the transaction, with `products`, their
# primary keys.
products_shown = Signal()
