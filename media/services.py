"""What can be done with pictures and documents."""

from collections.abc import Collection


def publish(*, photos: Collection[int], files: Collection[int]) -> None:
    """Make these pictures and documents (by primary key) public, inside the caller's transaction.

    Their renditions are made by the worker after commit.
    """


def withdraw(*, photos: Collection[int], files: Collection[int]) -> None:
    """Take these back from the public; the caller has made sure that nothing published uses them any more."""
