"""Django's PostgreSQL backend, which here starts or joins the embedded server before it connects."""

from pathlib import Path
from typing import Any

from django.db.backends.postgresql import base

from simetro.embedded import start


class DatabaseWrapper(base.DatabaseWrapper):
    def get_connection_params(self) -> dict[str, Any]:
        params = super().get_connection_params()
        start(Path(params.pop("home")), durable=params.pop("durable"))
        return params
