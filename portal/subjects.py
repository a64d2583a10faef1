"""How the log names the rows of this app."""

from django.utils.translation import gettext_lazy as _

from simetro.core.log.entry_subjects import Subject

SUBJECTS = {
    "portal.broadcast": Subject(_("Siaran"), "subject", "broadcast_detail"),
    "portal.datarequest": Subject(_("Permintaan data pribadi"), "number", "data_request_detail"),
    "portal.article": Subject(_("Berita"), "title", "article_change"),
}
