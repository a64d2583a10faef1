"""The documents in the timeline of an instrument."""

from django.urls import reverse

from certificates.queries import certificates_telling_of, log_of_certificates
from simetro.core.log.timeline import TimelineEntry, timeline_of
from simetro.core.models import LogEntry, User
from uttp.models import Instrument


def documents_of_instrument(instrument: Instrument, user: User) -> list[TimelineEntry]:
    if not user.has_perm("certificates.use_certificates"):
        return []
    certificates = {certificate.pk: certificate for certificate in certificates_telling_of(instrument, user)}

    def about(entry: LogEntry) -> str:
        return str(certificates[entry.subject_id])

    def url(entry: LogEntry) -> str:
        return reverse("certificate_detail", args=[entry.subject_id])

    return timeline_of(log_of_certificates(certificates), about, url)
