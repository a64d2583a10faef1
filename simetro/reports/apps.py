from django.utils.translation import gettext_lazy as _

from simetro.core.hooks import HookedApp, Hooks


class ReportsConfig(HookedApp):
    default = True
    name = "simetro.reports"
    verbose_name = _("Laporan")

    def load_hooks(self) -> Hooks:
        from simetro.reports.hooks import HOOKS  # needs the models, which are not loaded when Django reads this module

        return HOOKS
