import os
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from simetro.core.outbox.bounces import LARGEST, report_in
from simetro.core.outbox.mail import take_bounces


class Command(BaseCommand):
    requires_system_checks = ()  # `make check` runs them; here they would only cost start-up time
    help = "Reads a returned mail from the standard input, where the mail server pipes it, and mutes who is gone"

    def handle(self, *args: Any, **options: Any) -> None:
        content = sys.stdin.buffer.read(LARGEST)
        while sys.stdin.buffer.read(LARGEST):  # a mail server takes a pipe that breaks for a failure
            pass
        report = report_in(content)
        if report is None:
            self.stdout.write("Bukan laporan pengiriman, tidak ada yang dicatat.")
            return
        try:
            count = take_bounces(report)
        except OperationalError as error:  # the mail server keeps the mail and tries again
            raise CommandError("Basis data tidak dapat dihubungi.", returncode=os.EX_TEMPFAIL) from error
        self.stdout.write(f"{count} surat yang ditolak untuk selamanya dicatat.")
