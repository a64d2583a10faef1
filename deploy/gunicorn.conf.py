"""The web server's settings, the same in the demo and in production: `gunicorn -c THIS`."""

import os
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
    import weasyprint  # noqa: F401 - takes a second, which the workers share when it is loaded before the fork
