"""What is said of an enterprise before it is kept."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PersonDraft:
    """Somebody of the enterprise, as its page names them."""

    name: str
    role_th: str = ""
    role_en: str = ""


@dataclass(frozen=True)
class ContactDraft:
    """A way to reach it: a ContactKind, what was typed, and whether everybody may see it."""

    kind: str
    value: str
    is_published: bool = False
