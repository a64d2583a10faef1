from django.utils.translation import gettext_lazy as _

from simetro.core.hooks import HookedApp, Hooks


class CertificatesConfig(HookedApp):
    default = True
    name = "certificates"
    verbose_name = _("Sertifikat")

    def load_hooks(self) -> Hooks:
        from certificates.hooks import HOOKS  # needs the models, which are not loaded when Django reads this module

        return HOOKS
