from simetro.core.hooks import HookedApp, Hooks


class PortalConfig(HookedApp):
    default = True
    name = "portal"
    verbose_name = "Portal"

    def load_hooks(self) -> Hooks:
        from portal.hooks import HOOKS  # needs the models, which are not loaded when Django reads this module

        return HOOKS
