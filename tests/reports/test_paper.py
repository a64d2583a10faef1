"""The report to the ministry on paper."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from simetro.core.models import Office as OfficeRow
from simetro.core.models import User
from simetro.reports import queries
from simetro.reports.figures.report import report_of
from simetro.reports.periods import parse_period
from simetro.reports.render import render_report
from tests.office import Office
from tests.reports.busy import TODAY, make_busy

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("blank_paper")
def test_paper_says_what_the_page_says_and_who_signs(office: Office) -> None:
    make_busy(office)
    OfficeRow(head_name="Endang Susilowati", head_nip="19710430", city="Purwokerto").save()
    period = parse_period("2026-Q3", TODAY)
    report = report_of(period, queries.report_rows(period), queries.due_by_kind(period.last))
    html = render_report(report, period, OfficeRow.current(), date(2026, 10, 2)).html
    assert "Triwulan III 2026" in html
    assert "Pemerintah Kabupaten Banyumas" in html
    assert "Purwokerto, 2 Oktober 2026" in html
    assert "Endang Susilowati" in html
    assert f'<td>Jumlah</td><td class="n">{report.total.tested.value}</td>' in html
    assert all(row.label in html and row.share in html for row in report.rows)


def test_paper_is_a_pdf(office: Office, visit: Callable[[User], Client]) -> None:
    answer = visit(office.kadis).get("/staf/laporan.pdf?periode=2026")
    assert answer["Content-Disposition"] == 'inline; filename="laporan-tahun-2026.pdf"'
    assert answer.content.startswith(b"%PDF-1.7")
