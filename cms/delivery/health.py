"""Two questions a load balancer asks: does the process live, and can it serve.

The answers are JSON and name no version, host or error; what is wrong stands in the log.
"""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms.operations.models import Heartbeat
from search.services import browse

logger = logging.getLogger(__name__)

# A worker beats every few seconds; it may be busy with a lock of the database for a while.
WORKER_SILENT_FOR = timedelta(seconds=60)


class NoWorkerError(Exception):
    """No worker has given a sign of life."""


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"ok": True})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """The database answers, a worker lives, search answers; 503 where one of them does not."""
    parts = {name: _works(name, check) for name, check in CHECKS.items()}
    ok = all(parts.values())
    return JsonResponse({"ok": ok, **parts}, status=200 if ok else 503)


def _works(name: str, check: Callable[[], object]) -> bool:
    try:
        check()
    except Exception:
        logger.warning("Not ready: %s", name, exc_info=True)
        return False
    return True


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _worker() -> None:
    if not Heartbeat.objects.filter(beat_at__gt=timezone.now() - WORKER_SILENT_FOR).exists():
        raise NoWorkerError


def _search() -> None:
    browse(per_page=1, count=False)


CHECKS: dict[str, Callable[[], object]] = {"database": _database, "worker": _worker, "search": _search}
