from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection

from simetro.core.access.guards import sync_roles
from simetro.core.db.database import grant_application_role


class Command(BaseCommand):
    requires_system_checks = ()  # `make check` runs them; here they would only cost start-up time
    help = "Brings the database to the state of this release: tables, privileges, roles. Runs as the tables' owner"

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=options["verbosity"])
        call_command("createcachetable", verbosity=0)
        grant_application_role(connection, settings.APPLICATION_ROLE)
        sync_roles()
