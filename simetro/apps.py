from django.apps import AppConfig


class SimetroConfig(AppConfig):
    name = "simetro"

    def ready(self) -> None:
        from simetro import celery  # noqa: F401 - makes it the current app, to which the outbox sends
