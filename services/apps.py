from django.utils.translation import gettext_lazy as _

from simetro.core.hooks import HookedApp, Hooks


class ServicesConfig(HookedApp):
    default = True
    name = "services"
    verbose_name = _("Layanan")

    def load_hooks(self) -> Hooks:
        from services.hooks import HOOKS  # needs the models, which are not loaded when Django reads this module

        return HOOKS
