from simetro.core.hooks import HookedApp, Hooks


class UttpConfig(HookedApp):
    default = True
    name = "uttp"
    verbose_name = "Register UTTP"

    def load_hooks(self) -> Hooks:
        from uttp.hooks import HOOKS  # needs the models, which are not loaded when Django reads this module

        return HOOKS
