"""The cerapan print-out: everything that was read of one instrument, draft or final."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.utils import timezone, translation

from services.models import Standard, Verification
from services.papers.observations import observation_sheet_of, render_observations
from services.testing.actions.verifications import finalize_verification
from simetro.core.documents.indonesian import long_date
from tests.office import Office, bad_scale, good_scale
from tests.paper import archive_problems, pages
from uttp.kinds import Rules, get_kind

pytestmark = pytest.mark.django_db
Paper = Callable[[Verification], str]
LONG = "Perseroan Terbatas Sumber Rejeki Abadi Sentosa Makmur Sejahtera Bersama Nusantara (Persero) Tbk. Banyumas"


def words_of(html: str) -> str:
    """What the body says, in order, without what is drawn."""
    body = html.split("<body>")[1]
    body = re.sub(r"<svg.*?</svg>", "", body, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


@pytest.fixture
def paper(blank_paper: None) -> Paper:
    """Its words alone, which need no layout."""
    return lambda verification: words_of(render_observations(observation_sheet_of(verification)).html)


def test_it_says_what_was_tested_and_what_was_found(office: Office, paper: Paper) -> None:
    owner = office.owner(LONG)
    item = office.item(office.scale(owner, model="SW-1", serial_number="2205118", made_in="Jepang"))
    verification = office.reading(item)
    verification.temperature, verification.humidity, verification.place = "27.5", "60", "Pasar Wage"
    verification.save()
    standard = Standard.objects.create(
        name="Anak timbangan standar",
        accuracy_class="M1",
        certificate_number="AT-014/KAL/2026",
        traceability="SNSU-BSN",
        valid_until=date(2999, 1, 1),
        kinds=["nawi.electronic"],
    )
    verification.standards.add(standard)
    said = paper(finalize_verification(by=office.penera, verification=verification))
    today = long_date(timezone.localdate())
    for part in (
        f"{item.instrument.uttp_id} · Order {item.order.transaction_number}",
        "Jenis UTTP Timbangan elektronik",
        "Merek / tipe / nomor seri Quattro / SW-1 / 2205118",
        "Buatan Jepang",
        f"Pemilik {LONG}",
        "Alamat Jl. Pasar 1, Kebokura, Sumpiuh",
        "Pekerjaan Tera ulang",
        f"Tanggal pengujian {today}",
        "Diuji oleh Penera",
        "SAH",
        "Berlaku sampai dengan",
        "Pasar Wage 27,5 °C 60 %",
        "Anak timbangan standar M1 AT-014/KAL/2026 SNSU-BSN",
        "Kemampuan ulang Muatan 3000 g; Penunjukan 3000; 3000; 3000 g 0 g 4 g Sah",
        "Eksentrisitas Posisi",
        f"Ditetapkan {today} pukul",
        "WIB oleh penera yang menguji: Penera",
    ):
        assert part in said, part
    assert "KONSEP" not in said


def test_a_draft_is_marked_on_every_page(office: Office) -> None:
    document = render_observations(observation_sheet_of(office.reading(office.item())))
    texts = pages(document.pdf)
    for number, text in enumerate(texts, 1):
        assert f"· KONSEP Halaman {number} dari 2" in text
    assert '<div class="watermark">KONSEP</div>' in document.html
    assert "Ditetapkan" not in "".join(texts)


def test_an_unfinished_draft_says_what_is_missing(office: Office, paper: Paper) -> None:
    observations = good_scale()
    del observations["zero_setting"]
    said = paper(office.reading(office.item(), observations))
    assert "BELUM LENGKAP Alasan Penyetel nol belum diisi." in said


def test_an_empty_draft_can_be_printed(office: Office, paper: Paper) -> None:
    verification = office.reading(office.item())
    kind = verification.item.instrument.kind
    verification.observations = {}
    verification.evaluation = kind.evaluate("tera_ulang", verification.attributes, {}, Rules(verification.tested_on))
    assert "BELUM LENGKAP" in paper(verification)


def test_a_batal_result_gives_its_reasons_and_marks_its_row(office: Office, paper: Paper) -> None:
    said = paper(office.tested(observations=bad_scale()))
    assert "BATAL Alasan Kebenaran baris 3" in said
    assert "2000 1980 0,9 -19,9 ±4 Batal" in said
    assert "Berlaku sampai" not in said


def test_every_question_is_printed_with_its_answer(office: Office, paper: Paper) -> None:
    verification = office.reading(office.item())
    answers = verification.observations["visual"]
    answers[next(iter(answers))] = False
    verification.evaluation = verification.item.instrument.kind.evaluate(
        "tera_ulang", verification.attributes, verification.observations, Rules(verification.tested_on)
    )
    said = paper(verification)
    items = {item.code: item.label for item in get_kind("nawi.electronic").test("visual").items}
    assert [f"{items[code]} {'Ya' if answer else 'Tidak'}" in said for code, answer in answers.items()] == [True] * len(
        answers
    )


def test_what_is_only_noted_is_printed_too(office: Office, paper: Paper) -> None:
    nozzle = {"fuel": "Pertalite", "nozzle": "1", "q_max": "50", "q_min": "5"}
    instrument = office.scale(kind="fuel_dispenser", attributes=nozzle)
    item = office.item(instrument, place="on_site")
    item.order.status = "scheduled"
    item.order.save()
    said = paper(office.reading(item, {"totalizer_before": "12345.6"}))
    assert "Cerapan tanpa penilaian Cerapan Nilai Totalisator sebelum 12345,6 L" in said


def test_a_correction_names_what_it_corrects_and_the_old_paper_says_so(office: Office, paper: Paper) -> None:
    old = office.tested()
    draft = office.reading(old.item, supersedes=old, reason="Salah catat muatan")
    assert "Tidak berlaku lagi" not in paper(old)
    new = finalize_verification(by=office.penera, verification=draft)
    today = long_date(timezone.localdate())
    assert f"Mengoreksi pengujian tanggal {today}: Salah catat muatan" in paper(new)
    assert f"Tidak berlaku lagi: digantikan oleh koreksi tanggal {today} (Salah catat muatan)." in paper(old)


def test_nobody_signs_twice(office: Office) -> None:
    verification = office.tested()
    verification.testers.add(office.penera2)
    assert [one.name for one in observation_sheet_of(verification).testers] == ["Penera", "Penera2"]


def test_paper_is_indonesian_whatever_the_screen_says(office: Office, paper: Paper) -> None:
    verification = office.tested()
    before = paper(verification)
    with translation.override("en"):
        assert paper(verification) == before


@pytest.mark.parametrize("rows", [40, 200])
def test_no_row_is_lost_between_pages(office: Office, rows: int) -> None:
    observations: dict[str, Any] = good_scale()
    observations["accuracy"] = [
        {"load": str(40 + 2 * number), "indication": str(40 + 2 * number), "additional_load": "1"}
        for number in range(rows)
    ]
    observations["eccentricity"]["rows"] = [
        {"position": f"P{number:03}", "indication": "2000", "additional_load": "1"} for number in range(rows)
    ]
    verification = office.reading(office.item(), observations)
    verification.finalized_at = timezone.now()  # the letters of KONSEP would stand between the rows
    document = render_observations(observation_sheet_of(verification))
    texts = pages(document.pdf)
    said = " ".join(texts)
    assert [number for number in range(rows) if f"{40 + 2 * number} {40 + 2 * number} 1 " not in said] == []
    assert [number for number in range(rows) if f"P{number:03} 2000 1 " not in said] == []
    assert all(f"Halaman {number} dari {len(texts)}" in text for number, text in enumerate(texts, 1))
    assert archive_problems(document.pdf) == []


def test_what_is_signed_never_stands_alone_on_a_page(office: Office) -> None:
    """One of these lengths fills the last page but for the signatures."""
    verification = office.tested()
    sheet = observation_sheet_of(verification)
    accuracy, *others = (found for found in sheet.item.findings if found.table)
    for rows in range(20, 36, 2):
        table = replace(accuracy.table, rows=accuracy.table.rows[:1] * rows)
        item = replace(sheet.item, findings=(replace(accuracy, table=table), *others))
        last = pages(render_observations(replace(sheet, item=item)).pdf)[-1]
        assert "Penunjukan (g)" in last, rows


def test_names_are_printed_as_they_are_written(office: Office) -> None:
    evil = '<img src="file:///etc/passwd">'
    document = render_observations(observation_sheet_of(office.tested(office.item(office.scale(office.owner(evil))))))
    assert "<img" not in document.html
    assert f"Pemilik {evil}" in words_of(document.html)
