from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import translation

from services.enums import Service, VerificationStatus
from services.models import Verification
from services.papers.facts import Officer, officers_of, printed
from services.papers.letter import Letterhead, letterhead_of
from services.papers.readings import VERDICTS, Answers, Finding, PrintedFact, answers, unjudged
from services.papers.tables import (
    PrintedLine,
    conditions_table,
    instrument_name,
    readings_tables,
    standards_table,
    summary_table,
    text_table,
)
from services.papers.tested_item import TestedItem, UsedStandard, item_of, standards_of
from simetro.core.documents import Document, render_pdf
from simetro.core.documents.indonesian import long_date, long_moment
from simetro.core.documents.tables import PrintedTable
from simetro.core.models import Office
from uttp.plate import plate_facts


@dataclass(frozen=True, kw_only=True)
class Correction:
    """The day of a corrected or correcting attempt, and the reason of the correction."""

    tested_on: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class ObservationSheet:
    """The readings of one attempt. `finalized_at` is empty for a draft, whose `verdict` is only preliminary."""

    letterhead: Letterhead
    order_number: str
    kind: str
    item: TestedItem
    plate: tuple[PrintedFact, ...]
    owner: str
    address: str
    service: str
    verdict: str
    method: str
    testers: tuple[Officer, ...]
    standards: tuple[UsedStandard, ...] = ()
    answers: tuple[Answers, ...] = ()
    noted: tuple[Finding, ...] = ()
    reasons: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    remark: str = ""
    finalized_at: datetime | None = None
    corrects: Correction | None = None
    corrected_by: Correction | None = None


def observation_sheet_of(verification: Verification) -> ObservationSheet:
    """The stored readings of an attempt, final or draft."""
    order, kind = verification.item.order, verification.item.instrument.kind
    attributes, observations, evaluation = verification.attributes, verification.observations, verification.evaluation
    return ObservationSheet(
        letterhead=letterhead_of(Office.current()),
        order_number=order.transaction_number,
        kind=kind.name,
        item=item_of(verification),
        plate=_plate(verification),
        owner=order.owner.name,
        address=order.owner.full_address,
        service=printed(Service(verification.item.service)),
        verdict=evaluation["verdict"],
        method=kind.method,
        testers=officers_of((*verification.testers.order_by("pk"), verification.penera)),
        standards=standards_of([verification]),
        answers=answers(kind, observations),
        noted=unjudged(kind, attributes, observations, evaluation),
        reasons=tuple(evaluation["reasons"]),
        questions=tuple(map(_answered, verification.questions)),
        remark=verification.remark,
        finalized_at=verification.finalized_at,
        corrects=_corrects(verification),
        corrected_by=_corrected_by(verification),
    )


def _answered(asked: dict[str, Any]) -> str:
    return f"{asked['question']} {'Sudah diperiksa, benar.' if asked['sure'] else 'Tidak dijawab.'}"


def _plate(verification: Verification) -> tuple[PrintedFact, ...]:
    with translation.override(settings.LANGUAGE_CODE):
        facts = plate_facts(verification.item.instrument.kind, verification.attributes)
    return tuple(PrintedFact(label=label, value=value) for label, value in facts)


def _corrects(verification: Verification) -> Correction | None:
    former = verification.supersedes
    return Correction(tested_on=former.tested_on, reason=verification.reason) if former else None


def _corrected_by(verification: Verification) -> Correction | None:
    """The final attempt that corrects this one. A correction that is still a draft does not count yet."""
    later = Verification.objects.filter(supersedes=verification, status=VerificationStatus.FINAL).first()
    return Correction(tested_on=later.tested_on, reason=later.reason) if later else None


TITLE = "Cerapan Pengujian"


DRAFT = "KONSEP"


def render_observations(sheet: ObservationSheet) -> Document:
    """Prints the readings; a draft has a watermark on every page."""
    item = sheet.item
    context = {
        "sheet": sheet,
        "title": TITLE,
        "facts": tuple(line for line in _fact_lines(sheet) if line.value),
        "verdict": VERDICTS[sheet.verdict],
        "valid_until": long_date(item.valid_until) if item.valid_until else "",
        "finalized_at": long_moment(sheet.finalized_at) if sheet.finalized_at else "",
        "corrected_on": long_date(sheet.corrects.tested_on) if sheet.corrects else "",
        "replaced_on": long_date(sheet.corrected_by.tested_on) if sheet.corrected_by else "",
        "tables": tuple(table for table in _tables(sheet) if table.groups),
    }
    title = f"{TITLE} {item.uttp_id} {sheet.order_number}"
    watermark = None if sheet.finalized_at else DRAFT
    return render_pdf("services/documents/observations.html", context, title=title, watermark=watermark)


def _fact_lines(sheet: ObservationSheet) -> Iterator[PrintedLine]:
    item = sheet.item
    yield PrintedLine("Jenis UTTP", sheet.kind)
    yield PrintedLine("Merek / tipe / nomor seri", instrument_name(item))
    yield PrintedLine("Kapasitas / daya baca", item.capacity)
    yield from (PrintedLine(fact.label, fact.value) for fact in sheet.plate)
    yield PrintedLine("Buatan", item.made_in)
    yield PrintedLine("Pemilik", sheet.owner)
    yield PrintedLine("Alamat", sheet.address)
    yield PrintedLine("Pekerjaan", sheet.service)
    yield PrintedLine("Tanggal pengujian", long_date(item.tested_on))
    yield PrintedLine("Diuji oleh", "; ".join(map(str, sheet.testers)))
    yield PrintedLine("Metode", sheet.method)
    yield PrintedLine("Catatan", sheet.remark)


def _tables(sheet: ObservationSheet) -> Iterator[PrintedTable]:
    item = sheet.item
    yield conditions_table([item])
    yield standards_table(sheet.standards)
    yield summary_table(item)
    for answered in sheet.answers:
        yield text_table(answered.label, ("Butir", "Memenuhi"), answered.rows)
    yield from readings_tables((item,))
    yield from readings_tables((replace(item, findings=sheet.noted),))
    yield _noted(sheet.noted)


def _noted(findings: Iterable[Finding]) -> PrintedTable:
    rows = ((finding.label, finding.given) for finding in findings if finding.given and not finding.table)
    return text_table("Cerapan tanpa penilaian", ("Cerapan", "Nilai"), rows)
