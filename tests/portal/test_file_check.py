"""A PDF that somebody holds: ours byte for byte, made from ours, or neither."""

from io import BytesIO
from typing import Any

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from certificates.models import Certificate
from portal.limits import CHECKS, LARGEST_FILE
from simetro.core.documents.traces import traces_of
from simetro.core.models import Office as OfficeRow
from tests.api.answers import done, problem
from tests.office import Api, Office

pytestmark = pytest.mark.django_db
WAYS = ("appended", "one byte", "saved again", "saved without its links", "saved without its title")


@pytest.fixture
def certificate(office: Office) -> Certificate:
    return office.issued()


def file_of(certificate: Certificate) -> bytes:
    with certificate.file.open() as stored:
        return stored.read()


def sent(content: bytes, path: str = "/api/v1/public/certificates/check") -> Any:
    return Client().post(path, {"file": SimpleUploadedFile("skhp.pdf", content)})


def state(content: bytes) -> dict[str, str]:
    return done(sent(content))


def altered(content: bytes, way: str) -> bytes:
    if way == "appended":
        return content + b" "
    if way == "one byte":
        middle = len(content) // 2
        return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
    kept = BytesIO()
    with pikepdf.open(BytesIO(content)) as opened:
        if way == "saved without its links":
            for page in (one for one in opened.pages if "/Annots" in one):
                del page["/Annots"]
        if way == "saved without its title":
            del opened.docinfo["/Title"]
        opened.save(kept)
    return kept.getvalue()


def test_the_frozen_file_is_genuine(certificate: Certificate) -> None:
    assert state(file_of(certificate)) == {"state": "genuine", "number": certificate.number}


def test_a_genuine_file_tells_what_became_of_its_document(certificate: Certificate) -> None:
    content = file_of(certificate)
    for became in ("revoked", "replaced"):
        Certificate.objects.update(status=became)
        assert state(content) == {"state": became, "number": certificate.number}
    Certificate.objects.update(status="issued", valid_until="2020-01-01")
    assert state(content)["state"] == "expired"


def test_a_changed_file_is_told_from_the_original_and_names_it(certificate: Certificate) -> None:
    content = file_of(certificate)
    told = {way: state(altered(content, way)) for way in WAYS}
    assert list(told.values()) == [{"state": "altered", "number": certificate.number}] * len(WAYS)


def test_a_preview_is_not_a_document(office: Office) -> None:
    preview = Api(office.admin).get(f"/certificates/{office.submitted().pk}/preview.pdf")
    assert state(preview.content) == {"state": "unknown"}


def test_a_file_full_of_links_asks_no_more_than_another() -> None:
    def asked(links: int) -> int:
        kept = BytesIO()
        with pikepdf.new() as made:
            made.add_blank_page()
            leads = (f"https://simetro.test/verifikasi/{number}" for number in range(links))
            notes = [pikepdf.Dictionary(A=pikepdf.Dictionary(URI=pikepdf.String(lead))) for lead in leads]
            made.pages[0]["/Annots"] = pikepdf.Array(notes)
            made.save(kept)
        with CaptureQueriesContext(connection) as queries:
            assert state(kept.getvalue()) == {"state": "unknown"}
        return len(queries)

    assert asked(1000) == asked(1)


@pytest.mark.parametrize(
    "content", [b"%PDF-", b"%PDF-1.7\n%%EOF", b"%PDF-1.4 1 0 obj <</Annots 7>> endobj trailer <<>>"]
)
def test_a_pdf_from_elsewhere_is_unknown(content: bytes) -> None:
    assert state(content) == {"state": "unknown"}
    assert traces_of(content).title == ""


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"x" * 2000 + b"%PDF-", b"%PDF-" + b"0" * LARGEST_FILE])
def test_what_is_no_document_is_refused_in_words(content: bytes) -> None:
    refused = problem(sent(content), 422)
    assert refused["errors"][0]["field"] == "file"
    page = sent(content, "/verifikasi")
    assert page.status_code == 422
    assert "Berkas ini" in page.content.decode() or "bukan berkas PDF" in page.content.decode()


def test_without_a_file_it_is_refused() -> None:
    assert problem(Client().post("/api/v1/public/certificates/check", {}), 422)["errors"][0]["field"] == "file"
    assert Client().post("/verifikasi", {}).status_code == 422


def test_page_says_what_the_file_is(certificate: Certificate) -> None:
    OfficeRow().save()
    content = file_of(certificate)
    for sends, said in (
        (content, "Asli dan berlaku"),
        (content + b" ", "sudah diubah"),
        (b"%PDF-1", "tidak kami kenal"),
    ):
        page = sent(sends, "/verifikasi")
        assert (page.status_code, said in page.content.decode()) == (200, True)
    assert certificate.number in sent(content + b" ", "/verifikasi").content.decode()


def test_one_address_may_not_try_files_without_end() -> None:
    answers = [sent(b"%PDF-1").status_code for _ in range(CHECKS.allowed + 1)]
    assert answers == [200] * CHECKS.allowed + [429]
