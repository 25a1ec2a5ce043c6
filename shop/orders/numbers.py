"""Numbers of orders: drawn by lot so that nobody can guess one, easy to read out on the telephone."""

import secrets

# Crockford's base 32: no I, L, O and U, which are mistaken for other signs.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PATTERN = "[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}"
_GROUPS, _EACH = 3, 4


def new() -> str:
    """A number like 7KQ2-M0XD-94TB, of 60 random bits."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(_EACH)) for _ in range(_GROUPS))
