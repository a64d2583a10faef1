"""What signatories approve, and how readings become tables."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from certificates.sheet.canonical import (
    canonical,
    sheet_from,
    sheet_hash,
    stored_hash,
)
from certificates.sheet.facts import Sheet
from certificates.sheet.layout import PrintedLine, appendix, failures, front_lines, validity
from services.papers.readings import Finding, PrintedFact, findings
from simetro.core.documents.tables import PrintedColumn, PrintedTable
from tests.certificates.samples import TESTED_ON, bad_scale, judged, nozzle, scale, sheet, station
from tests.uttp.kinds.cases import (
    COUNTER,
    NOZZLE,
    SCALE,
    UNGRADUATED,
    counter_readings,
    nozzle_readings,
    nozzle_runs,
    scale_readings,
)
from uttp.kinds import Rules, get_kind


def printed(table: PrintedTable) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in row) for group in table.groups for row in group.rows]


def table(of: Sheet, title: str) -> PrintedTable:
    return next(table for table in appendix(of) if table.title == title)


# Approval


def test_canonical_bytes_are_sorted_compact_utf8_json() -> None:
    written = canonical(scale(owner="Toko “Müller”"))
    assert (
        json.dumps(json.loads(written), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() == written
    )
    assert "Toko “Müller”".encode() in written


def test_canonical_writes_dates_iso_and_quantities_as_text() -> None:
    item = json.loads(canonical(scale()))["items"][0]
    assert (item["tested_on"], item["temperature"], item["humidity"]) == ("2026-11-20", "27.4", "68")


@pytest.mark.parametrize("of", [scale(), bad_scale(), station(3)], ids=["skhp", "rejection", "station"])
def test_a_stored_sheet_comes_back_equal_and_with_the_same_hash(of: Sheet) -> None:
    stored = json.loads(canonical(of))
    assert sheet_from(stored) == of
    assert sheet_hash(sheet_from(stored)) == sheet_hash(of)


def test_the_order_of_stored_keys_does_not_matter() -> None:
    stored = json.loads(canonical(scale()))
    assert sheet_hash(sheet_from(dict(reversed(stored.items())))) == sheet_hash(scale())


@given(st.decimals("-40", "60", places=2), st.integers(0, 4))
def test_needless_zeros_do_not_change_the_hash(temperature: Decimal, zeros: int) -> None:
    item = scale().items[0]
    written = [replace(item, temperature=Decimal(f"{temperature:f}{'0' * more}")) for more in (0, zeros)]
    first, second = (scale(items=(one,)) for one in written)
    assert sheet_hash(first) == sheet_hash(second)


@pytest.mark.parametrize("name", [field.name for field in fields(Sheet) if field.name != "schema"])
def test_every_fact_of_the_sheet_changes_the_hash(name: str) -> None:
    other = station(2)
    changed: dict[str, Any] = {
        "type": "rejection",
        "letterhead": replace(other.letterhead, unit="Bidang lain"),
        "remedy": ("Perbaiki.",),
        "standards": (),
        "replaces": "0001",
        "owner": "Orang lain",
        "address": "Tempat lain",
        "order_number": "0000-0000-000",
        "result": "Lain.",
        "notes": (),
    }
    value = changed[name] if name in changed else getattr(other, name)
    assert sheet_hash(replace(scale(), **{name: value})) != sheet_hash(scale())


@pytest.mark.parametrize(
    "spoil",
    [
        lambda stored: stored.update(number="0042"),
        lambda stored: stored.pop("owner"),
        lambda stored: stored.update(type="letter"),
        lambda stored: stored.update(schema=2),
        lambda stored: stored["items"][0].update(tested_on="20-11-2026"),
        lambda stored: stored["items"][0].update(humidity="lembap"),
    ],
)
def test_what_is_not_a_sheet_is_refused(spoil: Callable[[dict[str, Any]], object]) -> None:
    stored = json.loads(canonical(scale()))
    spoil(stored)
    with pytest.raises(ValidationError):
        sheet_from(stored)


def test_the_canonical_form_stands_still() -> None:
    """Certificates in sign-off when a new version is installed must keep their hash."""
    small = replace(
        scale(items=(replace(scale().items[0], findings=(), capacity=""),), marks=(), method="Syarat Teknis"),
        result="Disahkan.",
        notes=(),
        kind="Timbangan",
    )
    assert sheet_hash(small) == "1d239b9de9c83a0760a2f90d709589a95527785926ede8bd35cdaace12eee793"


# Readings


def found(kind: str, attributes: dict[str, Any], readings: dict[str, Any]) -> dict[str, Finding]:
    evaluation = get_kind(kind).evaluate("tera_ulang", attributes, readings, Rules(TESTED_ON))
    return {one.code: one for one in findings(get_kind(kind), attributes, readings, evaluation)}


def test_rows_carry_readings_error_limit_and_verdict_with_the_instruments_unit() -> None:
    readings = scale_readings(accuracy=[{"load": "1000", "indication": "1000", "additional_load": "0.5"}])
    accuracy = found("nawi.electronic", SCALE, readings)["accuracy"].table
    assert accuracy is not None
    assert [column.heading for column in accuracy.columns if column.align == "right"] == [
        "Muatan (g)",
        "Penunjukan (g)",
        "Imbuh (ΔL, g)",
        "Kesalahan (g)",
        "BKD (g)",
    ]
    assert accuracy.rows == (("1000", "1000", "0,5", "0,5", "±2", "Sah"),)


def test_a_column_that_no_row_fills_is_left_out() -> None:
    accuracy = found("nawi.electronic", SCALE, scale_readings())["accuracy"].table
    assert accuracy is not None
    assert "Imbuh (ΔL)" not in [column.label for column in accuracy.columns]


def test_numbers_in_a_column_have_equally_many_decimals() -> None:
    rows = [{"load": load, "indication": load} for load in ("0.1", "2.5", "5", "7.5", "10")]
    accuracy = found("nawi.mechanical", COUNTER, counter_readings(accuracy=rows))["accuracy"].table
    assert accuracy is not None
    assert [row[0] for row in accuracy.rows] == ["0,1", "2,5", "5,0", "7,5", "10,0"]


def test_a_row_without_a_value_stays_empty() -> None:
    rows = [{"load": "40", "indication": "40"}, {"load": "1000", "indication": "1000", "additional_load": "0.5"}]
    accuracy = found("nawi.electronic", SCALE, scale_readings(accuracy=rows))["accuracy"].table
    assert accuracy is not None
    assert [row[2] for row in accuracy.rows] == ["", "0,5"]


def test_a_record_is_told_in_one_line_with_its_value_and_limit() -> None:
    one = found("nawi.electronic", SCALE, scale_readings())["repeatability"]
    assert (one.value, one.limit, one.verdict) == ("0 g", "4 g", "sah")
    assert one.given == "Muatan 3000 g; Penunjukan 3000; 3000; 3000 g"


def test_a_checklist_says_how_many_and_which_failed() -> None:
    good = found("nawi.electronic", SCALE, scale_readings())["visual"]
    items = get_kind("nawi.electronic").test("visual").items
    assert good.given == f"{len(items)} butir memenuhi"
    answers = {item.code: item is not items[1] for item in items}
    bad = found("nawi.electronic", SCALE, scale_readings(visual=answers))["visual"]
    assert (bad.given, bad.verdict) == (f"Jawaban “Tidak” untuk: “{items[1].label}”", "batal")


def test_an_ungraduated_scale_shows_its_own_columns() -> None:
    rows = [{"load": "1000", "balancing_load": "0"}]
    accuracy = found("nawi.mechanical", UNGRADUATED, {"accuracy": rows})["accuracy"].table
    assert accuracy is not None
    assert accuracy.rows[0][:2] == ("1000", "0")


def test_a_derived_test_and_choices_are_told_in_words() -> None:
    nozzle_found = found("fuel_dispenser", dict(NOZZLE), nozzle_readings(runs=nozzle_runs("20", "19.9")))
    runs = nozzle_found["runs"].table
    assert runs is not None
    assert runs.rows[0] == ("Maksimum", "20", "19,9", "0,5025", "±0,5", "Batal")
    assert nozzle_found["repeatability"].limit == "0,1 %"


# Paper


def test_page_1_of_one_instrument_is_in_the_offices_order() -> None:
    assert front_lines(scale()) == (
        PrintedLine("Nomor order", "7KQ4-M9XD-R2P", code=True),
        PrintedLine("Jenis UTTP", get_kind("nawi.electronic").name),
        PrintedLine("Merek / tipe / nomor seri", "Quattro / SW-1 / 2205118"),
        PrintedLine("Kapasitas / daya baca", get_kind("nawi.electronic").describe_capacity(SCALE)),
        PrintedLine("Buatan", "Indonesia"),
        PrintedLine("ID UTTP", "U-7KQ4-M9XD", code=True),
        PrintedLine("Pemilik / pemakai", "Toko Sumber Rejeki"),
        PrintedLine("Alamat", "Pasar Wage Blok C-14"),
        PrintedLine("Diuji oleh", "Sri Wahyuningsih, NIP 19880412 201101 2 007"),
        PrintedLine("Tanggal pengujian", "20 November 2026"),
        PrintedLine("Metode", get_kind("nawi.electronic").method),
    )


def test_page_1_leaves_out_what_is_not_known() -> None:
    bare = replace(scale().items[0], model="", serial_number="", made_in="")
    lines = {line.label: line.value for line in front_lines(scale(items=(bare,)))}
    assert lines["Merek / tipe / nomor seri"] == "Quattro"
    assert "Buatan" not in lines


def test_page_1_of_several_names_brands_once_and_points_to_the_list() -> None:
    lines = {line.label: line.value for line in front_lines(station(3))}
    assert lines["Merek / tipe"] == "Tatsuno SW-1"
    assert lines["Jumlah"] == "3 unit, menurut daftar pada Lampiran"


def test_days_of_testing_and_testers_are_each_told_once() -> None:
    later = nozzle(2, tested_on=date(2026, 12, 1), tested_by=officer("Budi"))
    lines = {line.label: line.value for line in front_lines(sheet("fuel_dispenser", nozzle(1), later, nozzle(3)))}
    assert lines["Tanggal pengujian"] == "20 November 2026 s.d. 1 Desember 2026"
    assert lines["Diuji oleh"] == "Sri Wahyuningsih, NIP 19880412 201101 2 007; Budi"


def officer(name: str) -> Any:
    return replace(scale().items[0].tested_by, name=name, nip="")


def test_validity_is_the_first_day_that_anything_runs_out() -> None:
    later = nozzle(2, valid_until=date(2027, 12, 1))
    assert validity(scale()) == "20 November 2027"
    assert validity(bad_scale()) == ""
    both = sheet("fuel_dispenser", later, nozzle(1))
    assert validity(both) == "20 November 2027, selanjutnya menurut daftar pada Lampiran"
    assert both.valid_until == date(2027, 11, 20)


def test_the_lampiran_of_one_instrument_has_its_tables_in_order() -> None:
    assert [table.title for table in appendix(scale())] == [
        "Standar yang digunakan",
        "Kondisi pengujian",
        "Ringkasan hasil",
        "Kebenaran",
        "Eksentrisitas",
    ]
    assert printed(table(scale(), "Kondisi pengujian")) == [("Pasar Wage", "27,4 °C", "68 %")]


def test_a_table_without_rows_is_left_out() -> None:
    bare = replace(scale().items[0], place="", temperature=None, humidity=None)
    titles = [table.title for table in appendix(scale(items=(bare,), standards=()))]
    assert "Kondisi pengujian" not in titles
    assert "Standar yang digunakan" not in titles


def test_a_station_is_listed_nozzle_by_nozzle() -> None:
    listed = table(station(2), "Daftar UTTP")
    assert [column.label for column in listed.columns] == [
        "No.",
        "Merek / tipe",
        "Nomor seri",
        "ID UTTP",
        "Kapasitas / daya baca",
        "Totalisator sesudah",
        "Hasil",
    ]
    assert [row[0] for row in printed(listed)] == ["1", "2"]
    assert [row[5] for row in printed(listed)] == ["18001 L", "18002 L"]


def test_validity_is_listed_only_where_it_differs() -> None:
    both = sheet("fuel_dispenser", nozzle(1), nozzle(2, valid_until=date(2027, 12, 1)))
    listed = table(both, "Daftar UTTP")
    assert listed.columns[-2] == PrintedColumn(label="Berlaku s.d.")
    assert [row[-2] for row in printed(listed)] == ["20-11-2027", "01-12-2027"]


def test_readings_of_several_are_one_table_grouped_by_instrument() -> None:
    runs = table(station(3), "Kebenaran")
    assert [group.heading for group in runs.groups] == [
        f"{number}. Tatsuno / SW-1 / TS-000{number}" for number in (1, 2, 3)
    ]
    assert [len(group.rows) for group in runs.groups] == [9, 9, 9]


def test_conditions_of_several_are_a_span() -> None:
    warmer = nozzle(2, temperature=Decimal(31), place="SPBU Gerilya")
    both = sheet("fuel_dispenser", nozzle(1), warmer)
    assert printed(table(both, "Kondisi pengujian")) == [("Pasar Wage; SPBU Gerilya", "27,4 s.d. 31 °C", "68 %")]


def test_a_rejection_names_the_failed_tests_and_keeps_every_reason() -> None:
    assert failures(bad_scale()) == ("Kebenaran: 1 dari 5 pembacaan di luar batas",)
    reasons = printed(table(bad_scale(), "Alasan pembatalan"))
    assert reasons == [(reason,) for reason in bad_scale().items[0].reasons]
    assert len(reasons) == 1


def test_a_failed_range_and_a_failed_checklist_say_what_they_found() -> None:
    readings = scale_readings(repeatability={"load": "3000", "indications": ["3000", "3006", "3000"]})
    items = get_kind("nawi.electronic").test("visual").items
    readings["visual"] = {item.code: item is not items[0] for item in items}
    assert failures(sheet("nawi.electronic", judged("nawi.electronic", SCALE, readings))) == (
        f"{get_kind('nawi.electronic').test('visual').label}: Jawaban “Tidak” untuk: “{items[0].label}”",
        "Kemampuan ulang: 6 g, batasnya 4 g",
    )


def test_many_failures_are_counted_on_page_1() -> None:
    assert failures(station(9, volume="19")) == ("9 alat tidak memenuhi syarat, menurut daftar pada Lampiran",)


def test_each_failed_instrument_is_named_where_there_are_several() -> None:
    assert failures(station(2, volume="19"))[0].startswith("Tatsuno / SW-1 / TS-0001: Kebenaran: 9 dari 9")


def test_details_of_an_instrument_stand_on_page_1() -> None:
    lines = front_lines(sheet("fuel_dispenser", nozzle(4)))
    assert PrintedLine("Totalisator sesudah", "18004 L") in lines
    assert nozzle(4).details == (PrintedFact(label="Totalisator sesudah", value="18004 L"),)


def test_sheet_stored_before_a_field_was_added_is_read_and_keeps_its_hash() -> None:
    stored = json.loads(canonical(scale()))
    added = [stored.pop("replaces"), stored["items"][0].pop("place"), stored["letterhead"].pop("contacts")]
    sheet = sheet_from(stored)
    assert (len(added), sheet.replaces, sheet.items[0].place, sheet.letterhead.contacts) == (3, "", "", ())
    approved = hashlib.sha256(json.dumps(stored, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode())
    assert stored_hash(stored) == approved.hexdigest() != sheet_hash(sheet)


def test_hash_of_what_was_stored_is_that_of_the_sheet() -> None:
    assert stored_hash(json.loads(canonical(scale()))) == sheet_hash(scale())
