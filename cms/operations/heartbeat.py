"""A worker's sign of life, from a thread of its own, so that a long task does not look like death."""

import logging
from threading import Event, Thread

from django.db import DatabaseError, connection
from django.utils import timezone

from cms.operations.models import Heartbeat

logger = logging.getLogger(__name__)


class Heart:
    """Beats every `seconds` while the `with` block runs; leaves no row behind when it ends."""

    def __init__(self, *, worker: str, seconds: float) -> None:
        self.worker = worker
        self.seconds = seconds
        self._stopped = Event()
        self._thread = Thread(target=self._beat_on, name="heartbeat", daemon=True)

    def __enter__(self) -> "Heart":
        self._beat()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self._thread.join(timeout=1)
        try:
            Heartbeat.objects.filter(worker=self.worker).delete()
        except DatabaseError:
            logger.warning("The last heartbeat could not be taken back", exc_info=True)

    def _beat(self) -> None:
        Heartbeat.objects.update_or_create(worker=self.worker, defaults={"beat_at": timezone.now()})

    def _beat_on(self) -> None:
        while not self._stopped.wait(self.seconds):
            try:
                self._beat()
            except DatabaseError:
                logger.warning("A heartbeat was missed", exc_info=True)
                connection.close()
        connection.close()
