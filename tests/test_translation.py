"""Two languages: Indonesian as it is written in the sources, English for whoever asks for it."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import translation

from certificates.sheet.from_rows import sheet_of
from services.papers.registration_form import registration_form_of
from simetro.core.outbox import deliveries
from tests.office import Office
from uttp.kinds import all_kinds, get_kind

ROOT = Path(__file__).parent.parent
APPS = ("simetro", "uttp", "services", "certificates", "portal")
ENGLISH = Path("locale/en/LC_MESSAGES/django.po")


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our messages merged with what the sources say now, in a copy: makemessages writes beside its sources."""
    copy = tmp_path_factory.mktemp("sources")
    for app in APPS:
        shutil.copytree(ROOT / app, copy / app, ignore=shutil.ignore_patterns("static", "__pycache__"))
    (copy / ENGLISH).parent.mkdir(parents=True)
    shutil.copy(ROOT / ENGLISH, copy / ENGLISH)
    before = Path.cwd()
    os.chdir(copy)
    try:
        with override_settings(LOCALE_PATHS=[copy / "locale"]):
            call_command("makemessages", locale=["en"], no_location=True, verbosity=0)
    finally:
        os.chdir(before)
    return copy / ENGLISH


def gettext_tool(*command: str | Path) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def messages_that_are(which: str, catalogue: Path) -> list[str]:
    found = gettext_tool("msgattrib", "--no-wrap", which, catalogue).replace('"\n"', "")
    return [line for line in re.findall(r'^(?:#~ )?msgid "(.*)"$', found, re.MULTILINE) if line]


@pytest.mark.parametrize("flaw", ["--untranslated", "--only-fuzzy", "--only-obsolete"])
def test_every_sentence_has_its_english(catalogue: Path, flaw: str) -> None:
    assert messages_that_are(flaw, catalogue) == []


def test_catalogue_knows_the_sentences_of_every_app(catalogue: Path) -> None:
    known = messages_that_are("--translated", catalogue)
    for sentence in ("Beranda", "Daftarkan pemilik", "Simpan hasil", "Susun SKHP", "Apa selanjutnya"):
        assert sentence in known


def test_placeholders_stay_as_they_are(catalogue: Path) -> None:
    gettext_tool("msgfmt", "--check", "--output-file=/dev/null", catalogue)
    for entry in re.sub(r'"\n"', "", catalogue.read_text()).split("\n\n")[1:]:
        said = re.findall(r'^msg(?:id|id_plural|str|str\[\d\]) "(.*)"$', entry, re.MULTILINE)
        assert len({tuple(sorted(re.findall(r"%\(\w+\)[sd]", one))) for one in said}) == 1, entry


def test_no_sentence_of_ours_is_one_of_djangos(catalogue: Path) -> None:
    """Django says "Urutan" for "Order" in Indonesian; such a word needs a context of its own."""
    entries = [entry for entry in catalogue.read_text().split("\n\n")[1:] if "msgctxt" not in entry]
    ours = [found[1] for entry in entries if (found := re.search(r'^msgid "(.+)"$', entry, re.MULTILINE))]
    with translation.override("id"):
        assert [text for text in ours if translation.gettext(text) != text] == []


def test_kinds_are_described_in_both_languages() -> None:
    for kind in all_kinds():
        described = [*kind.attributes, *kind.tests, *kind.derived_tests]
        for test in (*kind.tests, *kind.derived_tests):
            described += [*test.items, *test.fields, *test.columns, *test.results]
        assert kind.name_en
        assert [one.code for one in described if not one.label_en] == []


@pytest.fixture
def english(client: Client) -> Client:
    """A browser whose reader has pressed "English"."""
    switched = client.post(reverse("set_language"), {"language": "en", "next": "/"})
    assert (switched.status_code, switched["Location"]) == (302, "/")
    return client


def test_portal_speaks_english_once_switched(english: Client, office: Office) -> None:
    page = english.get("/")
    assert page["Content-Language"] == "en"
    assert '<html lang="en"' in page.content.decode()
    assert "How to have your instrument verified" in page.content.decode()
    assert "Cara menera alat Anda" not in page.content.decode()


def test_status_page_speaks_english_once_switched(english: Client, office: Office) -> None:
    order = office.issued().lines.first().verification.item.order
    page = english.get(reverse("public_status", args=[order.transaction_number])).content.decode()
    for sentence in ("What happens next", "Completed", get_kind("nawi.electronic").name_en):
        assert sentence in page
    assert "Apa selanjutnya" not in page


def test_staff_home_speaks_english_once_switched(english: Client, office: Office) -> None:
    english.force_login(office.admin)
    page = english.get(reverse("staff_home")).content.decode()
    for word in ("Requests to review", "Documents to draft", "Sign out"):
        assert word in page
    assert "Permintaan untuk dikaji" not in page


def test_switching_back_speaks_indonesian(english: Client, db: None) -> None:
    english.post(reverse("set_language"), {"language": "id", "next": "/"})
    assert "Cara menera alat Anda" in english.get("/").content.decode()


def test_browser_that_prefers_english_still_gets_indonesian(client: Client, db: None) -> None:
    page = client.get("/", headers={"Accept-Language": "en-GB,en;q=0.9"})
    assert page["Content-Language"] == "id"
    assert "Cara menera alat Anda" in page.content.decode()


@pytest.fixture
def reading_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def test_signatory_reading_english_approves_the_same_sheet(office: Office, reading_english: None) -> None:
    certificate = office.submitted()
    with translation.override("id"):
        in_indonesian = sheet_of(certificate)
    assert sheet_of(certificate) == in_indonesian
    assert office.approved(certificate).number


def test_paper_and_mail_stay_indonesian_whoever_is_at_the_screen(
    office: Office, reading_english: None, mailoutbox: list[Any]
) -> None:
    form = registration_form_of(office.order())
    assert (form.place, form.rows[0].service) == ("Kantor", "Tera ulang")
    certificate = office.submitted(office.tested(office.item(office.scale(office.owner(email="owner@example.test")))))
    number = certificate.lines.first().verification.item.order.transaction_number
    deliveries.sweep()
    assert {mail.subject for mail in mailoutbox} == {
        f"Order tera {number} diterima",
        f"Order tera {number} selesai diuji",
        "1 surat menunggu persetujuan Anda",
    }
