from django.utils.translation import gettext_lazy as _

from simetro.core.timeline import Words

LOG_WORDS = {
    "portal.write_article": Words(_("Berita ditulis"), "edit"),
    "portal.change_article": Words(_("Berita diubah"), "edit"),
}
