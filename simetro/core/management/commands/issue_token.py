from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from simetro.core.models import ApiToken, User


class Command(BaseCommand):
    requires_system_checks = ()  # `make check` runs them; here they would only cost start-up time
    help = "Prints an API token for a user"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, username: str, **options: Any) -> None:
        user = User.objects.filter(username=username, is_active=True).first()
        if user is None:
            raise CommandError(f"Tidak ada pengguna aktif bernama {username}.")
        self.stdout.write(ApiToken.issue(user))
