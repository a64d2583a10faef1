from django.urls import path

from services.calendar import views as calendar
from services.orders.views import new_order, order_papers, orders, steps
from services.papers.views import office
from services.repairs.views import desk, penera, repairs
from services.sidang.views import arrivals, assignments, door, papers, sidang
from services.stamps.views import stamps
from services.testing.views import (
    history,
    own_stamps,
    readings,
    results,
    site_report,
    standards,
    together,
    work,
)

ORDERS = [
    path("order", orders.listed, name="order_list"),
    path("order/baru", new_order.new, name="order_new"),
    path("order/baru/uttp", new_order.offered, name="order_lines"),
    path("order/<str:number>", orders.detail, name="order_detail"),
    path("order/<str:number>/bukti", new_order.receipt, name="order_receipt"),
    path("order/<str:number>/formulir.pdf", orders.form_pdf, name="order_form_pdf"),
    path("order/<str:number>/surat-tugas.pdf", assignments.of_order, name="order_assignment_pdf"),
    path("order/<str:number>/bukti.pdf", orders.receipt_pdf, name="order_receipt_pdf"),
    path("order/<str:number>/berita-acara.pdf", site_report.report_pdf, name="order_report_pdf"),
    path("order/<str:number>/antrean.pdf", order_papers.queue_pdf, name="order_queue_pdf"),
    path("order/<str:number>/serah-terima.pdf", order_papers.hand_over_pdf, name="order_hand_over_pdf"),
    path("order/<str:number>/terima", steps.accept, name="order_accept"),
    path("order/<str:number>/tolak", steps.reject, name="order_reject"),
    path("order/<str:number>/batalkan", steps.cancel, name="order_cancel"),
    path("order/<str:number>/jadwal", steps.schedule, name="order_schedule"),
    path("order/<str:number>/tambah", steps.add_item, name="order_add_item"),
    path("order/<str:number>/uttp/<str:uttp_id>/tarik", steps.withdraw, name="order_item_withdraw"),
    path("order/<str:number>/uttp/<str:uttp_id>/pindah", steps.move_here, name="order_item_move"),
    path("order/<str:number>/uttp/<str:uttp_id>/perbaiki", desk.repair, name="order_item_repair"),
    path("order/<str:number>/uttp/<str:uttp_id>/batal-perbaikan", desk.give_up, name="order_item_give_up"),
]
REPAIRS = [
    path("perbaikan", repairs.listed, name="repair_list"),
    path("order/<str:number>/uttp/<str:uttp_id>/kembali", repairs.came_back, name="order_item_back"),
    path("pengujian/<int:id>/kembali", repairs.came_back_to_test, name="item_back"),
]
SIDANG = [
    path("sidang", sidang.listed, name="sidang_list"),
    path("sidang/baru", sidang.new, name="sidang_new"),
    path("sidang/<int:id>", sidang.detail, name="sidang_detail"),
    path("sidang/<int:id>/ubah", sidang.change, name="sidang_change"),
    path("sidang/<int:id>/umumkan", sidang.announce, name="sidang_announce"),
    path("sidang/<int:id>/tutup", sidang.close, name="sidang_close"),
    path("sidang/<int:id>/batalkan", sidang.cancel, name="sidang_cancel"),
    path("sidang/<int:id>/daftar-hadir.pdf", papers.attendance_pdf, name="sidang_attendance_pdf"),
    path("sidang/<int:id>/surat-tugas", assignments.issue, name="sidang_assignment"),
    path("sidang/<int:id>/surat-tugas.pdf", assignments.of_sidang, name="sidang_assignment_pdf"),
    path("sidang/<int:id>/datang", door.walk_in, name="sidang_walk_in"),
    path("sidang/<int:id>/datang/baru", arrivals.sign_up, name="sidang_sign_up"),
    path("sidang/<int:id>/datang/<str:number>", arrivals.arrival, name="sidang_arrival"),
    path("sidang/<int:id>/hadir/<str:number>", door.call_in, name="sidang_call_in"),
]
TESTING = [
    path("pengujian", work.listed, name="item_list"),
    path("pengujian/riwayat", work.own_history, name="own_verification_list"),
    path("pengujian/surat-tugas", assignments.own, name="own_assignment_list"),
    path("pengujian/hasil/<int:id>", history.own_detail, name="own_verification"),
    path("pengujian/hasil/<int:id>/cerapan.pdf", results.own_readings_pdf, name="own_verification_pdf"),
    path("pengujian/hasil/<int:id>/keterangan", results.own_statement, name="own_verification_statement"),
    path("pengujian/hasil/<int:id>/keterangan.pdf", results.own_statement_pdf, name="own_verification_statement_pdf"),
    path("pengujian/hasil/<int:id>/cap", own_stamps.used, name="own_verification_stamps"),
    path("pengujian/<int:id>", work.detail, name="item_detail"),
    path("pengujian/<int:id>/cerapan", readings.form, name="item_readings"),
    path("pengujian/<int:id>/nilai", readings.evaluate, name="item_evaluate"),
    path("pengujian/<int:id>/simpan", readings.autosave, name="item_autosave"),
    path("pengujian/<int:id>/ringkasan", readings.summary, name="item_summary"),
    path("pengujian/<int:id>/bersama", together.results, name="item_together"),
    path("pengujian/<int:id>/perbaikan", penera.repair, name="item_repair"),
    path("pengujian/<int:id>/koreksi", work.correct, name="item_correction"),
]
HISTORY = [
    path("riwayat/<int:id>", history.detail, name="verification_detail"),
    path("riwayat/<int:id>/cerapan.pdf", results.readings_pdf, name="verification_detail_pdf"),
    path("riwayat/<int:id>/keterangan", results.statement, name="verification_detail_statement"),
    path("riwayat/<int:id>/keterangan.pdf", results.statement_pdf, name="verification_detail_statement_pdf"),
]
STANDARDS = [
    path("standar", standards.listed, name="standard_list"),
    path("standar/<int:id>", standards.detail, name="standard_detail"),
]
LABELS = [
    path("stiker", order_papers.choose, name="sticker_choose"),
    path("stiker.pdf", order_papers.stickers_pdf, name="sticker_pdf"),
]
STAMPS = [
    path("cap", stamps.listed, name="stamp_list"),
    path("cap/terima", stamps.receive, name="stamp_receive"),
    path("cap/serahkan", stamps.hand_out, name="stamp_hand_out"),
    path("cap/terima-kembali", stamps.take_back, name="stamp_take_back"),
    path("cap/kembalikan", stamps.give_back, name="stamp_return"),
    path("cap/rusak", stamps.damage, name="stamp_damage"),
    path("cap/saya", own_stamps.own, name="stamp_own"),
    path("cap/saya/catat", own_stamps.own_move, name="stamp_own_move"),
    path("cap/saya/<int:id>/betulkan", own_stamps.correct, name="stamp_own_correct"),
    path("cap/<str:code>", stamps.moves, name="stamp_moves"),
    path("cap/<str:code>/<int:id>/betulkan", stamps.correct, name="stamp_correct"),
]

SETTINGS = [
    path("pengaturan/kantor", office.change, name="office_change"),
    path("pengaturan/libur", calendar.national, name="national_holidays"),
]

urlpatterns = [*ORDERS, *REPAIRS, *SIDANG, *TESTING, *HISTORY, *STANDARDS, *LABELS, *STAMPS, *SETTINGS]
