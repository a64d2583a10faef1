"""How the log names the rows of this app."""

from django.utils.translation import gettext_lazy as _

from simetro.core.log.entry_subjects import EntrySubject

SUBJECTS = {
    "portal.broadcast": EntrySubject(_("Siaran"), "subject", "broadcast_detail"),
    "portal.datarequest": EntrySubject(_("Permintaan data pribadi"), "number", "data_request_detail"),
    "portal.article": EntrySubject(_("Berita"), "title", "article_change"),
}
