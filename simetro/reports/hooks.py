from django.utils.translation import gettext_lazy as _

from simetro.core.hooks import Hooks
from simetro.core.web.navigation import MenuEntry

HOOKS = Hooks(
    menu=(
        MenuEntry(70, _("Riwayat"), "history", "verification_list", "services.view_history"),
        MenuEntry(65, _("Dasbor"), "layout-dashboard", "dashboard", "services.view_history"),
        MenuEntry(68, _("Laporan"), "chart-bar", "report", "services.view_history"),
    ),
    log_values={
        "list": {"staff_search": _("Hasil pencarian"), "verification_list": _("Riwayat pengujian")},
    },
    page_parts={
        "core.search_box": "reports/parts/search_box.html",
        "services.way_back_to_history": "reports/parts/way_back_to_history.html",
    },
)
