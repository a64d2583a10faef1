import os

from celery import Celery
from celery.signals import worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "simetro.settings")
app = Celery("simetro")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
def warm_documents(**kwargs: object) -> None:
    """Before the pool forks, so that its processes share the loaded fonts."""
    from simetro.core.documents import warm  # Django is set up by now

    warm()
