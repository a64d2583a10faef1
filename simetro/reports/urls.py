from django.urls import path

from simetro.reports.views import (
    dashboard,
    history,
    report,
    search,
)

urlpatterns = [
    path("cari", search.search, name="staff_search"),
    path("dasbor", dashboard.shown, name="dashboard"),
    path("laporan", report.shown, name="report"),
    path("laporan.pdf", report.pdf, name="report_pdf"),
    path("riwayat", history.listed, name="verification_list"),
]
