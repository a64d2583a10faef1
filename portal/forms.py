from django.utils.translation import gettext_lazy as _

from simetro.core.forms import LineField, PageForm


class LookUpForm(PageForm):
    """The one box of the public face; what stands in it is no secret, so it may be in the address."""

    q = LineField(
        label=_("Nomor transaksi, ID UTTP, atau nomor SKHP"),
        max_length=120,
        error_messages={"required": _("Tulis dulu nomor yang ingin dicari.")},
    )


class CertificateNumberForm(PageForm):
    q = LineField(
        label=_("Nomor SKHP atau surat penolakan"),
        max_length=120,
        error_messages={"required": _("Tulis dulu nomor suratnya.")},
    )
