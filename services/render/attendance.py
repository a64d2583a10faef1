from services.sheet.attendance import AttendanceList, Attender
from services.sheet.tables import Line
from simetro.core.documents import Document, render_pdf

TITLE = "Daftar Hadir"


def render_attendance_list(attendance: AttendanceList) -> Document:
    context = {
        "attendance": attendance,
        "title": TITLE,
        "facts": (
            Line("Waktu", attendance.when),
            Line("Tempat", attendance.place),
        ),
        "rows": tuple(map(_cells, attendance.rows)),
    }
    return render_pdf("services/documents/attendance_list.html", context, title=f"{TITLE} {attendance.sidang}")


def _cells(row: Attender) -> tuple[str, str, str, str, str]:
    number = str(row.queue_number) if row.queue_number else ""
    return number, row.name, row.village, "; ".join(row.instruments), row.came_at
