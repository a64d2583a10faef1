from argparse import ArgumentParser
from random import Random
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from simetro.core.models import Office
from simetro.demo.news import make_news
from simetro.demo.people import HEAD, PASSWORD, PEOPLE, make_people
from simetro.demo.register import make_register
from simetro.demo.sidang import make_sidang
from simetro.demo.stamps import make_stamps
from simetro.demo.work import Work, examples, make_work


class Command(BaseCommand):
    requires_system_checks = ()  # `make check` runs them; here they would only cost start-up time
    help = "Fills an empty database with demo data through the real actions; data that is there is kept"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--scale", type=int, default=1)

    def handle(self, *args: Any, seed: int, scale: int, **options: Any) -> None:
        if not Office.objects.exists():
            self._make(seed, max(scale, 1))
        names = ", ".join(username for username, *_rest in PEOPLE)
        self.stdout.write(f"Akun demo (kata sandi “{PASSWORD}”): {names}")
        self.stdout.write("Contoh nomor transaksi:")
        for line in examples():
            self.stdout.write(f"  {line}")

    @transaction.atomic
    def _make(self, seed: int, scale: int) -> None:
        Office.objects.create(phone="(0281) 555-0100", email="metrologi@banyumas.example", **HEAD)
        chance = Random(seed)
        people = make_people()
        instruments = make_register(people, chance, scale)
        work = Work(people, chance, timezone.localdate())
        make_work(work, instruments, scale)
        make_sidang(work)
        make_stamps(work)
        make_news(people["admin"])
