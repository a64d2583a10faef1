from importlib import import_module

from django.contrib.admin.apps import AdminConfig


class SiteConfig(AdminConfig):
    default_site = "simetro.core.settings.admin_site.Site"

    def ready(self) -> None:
        super().ready()
        import_module("simetro.core.settings.admin")  # Django looks for `admin` at the root of an app only
