"""The web server's settings, the same in the demo and in production: `gunicorn -c THIS`."""

import os
import sys
from typing import Any

bind = os.environ.get("BIND") or f"127.0.0.1:{os.environ.get('PORT') or 8000}"
wsgi_app = "simetro.wsgi"
worker_class = "sync"
workers = int(os.environ.get("WEB_CONCURRENCY") or 3)
worker_tmp_dir = "/dev/shm"  # noqa: S108 - heartbeats in memory; a busy disk must not look like a stuck worker
preload_app = True
control_socket_disable = True
graceful_timeout = 8
timeout = 60
loglevel = "warning"


def on_starting(server: Any) -> None:
    """Loads before the fork what every worker needs: it takes a second, and the memory is shared."""
    from django.urls import get_resolver

    from simetro.core.documents import warm

    assert get_resolver().url_patterns
    warm()
    if "START_AT_END_OF_INPUT" in os.environ:
        # The demo's data is made meanwhile; no port is open yet.
        sys.stdin.read()
