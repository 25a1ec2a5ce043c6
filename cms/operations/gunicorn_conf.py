"""How the web server runs: two processes of two threads, on loopback unless a proxy stands in front."""

import os

from cms.settings.env import env

bind = f"{env.text('BIND', '127.0.0.1')}:{env.number('PORT', 8000, least=1, most=65535)}"
workers = env.number("WEB_PROCESSES", 2, least=1, most=64)
threads = env.number("WEB_THREADS", 2, least=1, most=64)
worker_class = "gthread"
preload_app = os.environ.get("SEPACTION_RELOAD") != "1"
reload = not preload_app
timeout = 60
graceful_timeout = 5
keepalive = 5
max_requests = 50_000
# As much again: processes that began together must not end together, or nobody answers while they begin anew.
max_requests_jitter = 50_000
control_socket_disable = True
accesslog = None
errorlog = "-"
loglevel = "warning"
# Shared memory, so that a slow disk never looks like a hanging process.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108 - memory, so that a heartbeat never waits for a disk


def when_ready(server: object) -> None:
    """Read the dictionary of Thai words before the processes part, so that they share it and no first search waits."""
    if preload_app:
        from search.text.thai import lexicon  # noqa: PLC0415 - needs the loaded application

        lexicon()
