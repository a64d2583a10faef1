from django.utils.translation import gettext_lazy as _

from simetro.core.hooks import Hooks
from simetro.core.web.navigation import MenuEntry

HOOKS = Hooks(
    menu=(
        MenuEntry(65, _("Dasbor"), "layout-dashboard", "dashboard", "services.view_history"),
        MenuEntry(68, _("Laporan"), "chart-bar", "report", "services.view_history"),
    )
)
