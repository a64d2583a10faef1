from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from simetro.core.web.navigation import MenuEntry


class ReportsConfig(AppConfig):
    name = "simetro.reports"
    verbose_name = _("Laporan")
    menu = (
        MenuEntry(65, _("Dasbor"), "layout-dashboard", "dashboard", "services.view_history"),
        MenuEntry(68, _("Laporan"), "chart-bar", "report", "services.view_history"),
    )
