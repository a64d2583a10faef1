from django.conf import settings
from django.utils.translation import gettext_lazy as _

from simetro.core.hooks import HookedApp, Hooks


class CoreConfig(HookedApp):
    default = True
    name = "simetro.core"
    label = "core"
    verbose_name = _("Inti")

    def load_hooks(self) -> Hooks:
        from simetro.core.own_hooks import HOOKS  # needs the models, which are not loaded when Django reads this module

        return HOOKS

    def ready(self) -> None:
        from simetro.core.accounts.eoffice import check_roles  # as above
        from simetro.core.db.search import use_everywhere  # as above

        use_everywhere()
        check_roles(settings.OIDC_ROLES)
