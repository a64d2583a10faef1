import secrets
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from simetro.core.accounts.actions import create_user
from simetro.core.kit.roles import Role
from simetro.core.models import User


class Command(BaseCommand):
    requires_system_checks = ()  # `make check` runs them; here they would only cost start-up time
    help = "Adds a super admin, and prints the password that he changes after signing in"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("name")

    def handle(self, *args: Any, username: str, name: str, **options: Any) -> None:
        if User.objects.filter(username__iexact=username).exists():
            raise CommandError(f"Nama pengguna {username} sudah dipakai. Pilih nama lain.")
        password = secrets.token_urlsafe(12)
        create_user(by=None, username=username, name=name, password=password, roles=[Role.SUPER_ADMIN])
        self.stdout.write(password)
