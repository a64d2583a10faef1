from django.apps import AppConfig

from simetro.core.rights import RIGHTS


class CoreConfig(AppConfig):
    name = "simetro.core"
    label = "core"
    verbose_name = "Inti"
    rights = RIGHTS

    def ready(self) -> None:
        from simetro.core import mail, outbox  # models are not loaded when this module is imported

        outbox.register("core.mail", mail.send)
