from django.urls import path

from certificates.views import detail, drafting, lists, many, signing

urlpatterns = [
    path("sertifikat", lists.listed, name="certificate_list"),
    path("sertifikat/daftar/<slug:tab>", lists.listed, name="certificate_tab"),
    path("sertifikat/susun", drafting.draft, name="certificate_draft"),
    path("sertifikat/pilih", many.choose, name="certificate_choose"),
    path("sertifikat/setujui", many.approve_many, name="certificate_approve_many"),
    path("sertifikat/hasil", many.results, name="certificate_results"),
    path("sertifikat/<int:id>", detail.detail, name="certificate_detail"),
    path("sertifikat/<int:id>/pratinjau.pdf", detail.preview, name="certificate_preview"),
    path("sertifikat/<int:id>/berkas.pdf", detail.file, name="certificate_file"),
    path("sertifikat/<int:id>/ubah", drafting.change, name="certificate_change"),
    path("sertifikat/<int:id>/kirim", drafting.submit, name="certificate_submit"),
    path("sertifikat/<int:id>/buang", drafting.discard, name="certificate_discard"),
    path("sertifikat/<int:id>/minta-pencabutan", drafting.ask_to_revoke, name="certificate_ask_to_revoke"),
    path("sertifikat/<int:id>/minta-penggantian", drafting.ask_to_replace, name="certificate_ask_to_replace"),
    path("sertifikat/<int:id>/setujui", signing.approve, name="certificate_approve"),
    path("sertifikat/<int:id>/kembalikan", signing.return_, name="certificate_return"),
    path("sertifikat/<int:id>/cabut", signing.revoke, name="certificate_revoke"),
    path("sertifikat/<int:id>/ganti", signing.replace, name="certificate_replace"),
]
