"""Every address, and who is answered with which code: by the groups of `tests/people.py`."""

from dataclasses import dataclass

from tests.people import GROUPS, PEOPLE

# 302 sends to sign in, to confirm the password, or to one's own start page.

API = """
GET   /api/v1/certificates                        READERS 200  OWNERS 200
POST  /api/v1/certificates                        DESK 422
POST  /api/v1/certificates/approve                SIGNATORIES 422
GET   /api/v1/certificates/drafting               DESK 200
GET   /api/v1/certificates/{id}                   READERS 200  OWNER 200  OTHER_OWNER 404
PATCH /api/v1/certificates/{id}                   DESK 409
POST  /api/v1/certificates/{id}/approve           SIGNATORIES 422
POST  /api/v1/certificates/{id}/discard           DESK 422
GET   /api/v1/certificates/{id}/file.pdf          READERS 200  OWNER 200  OTHER_OWNER 404
GET   /api/v1/certificates/{id}/preview.pdf       READERS 200  OWNER 200  OTHER_OWNER 404
POST  /api/v1/certificates/{id}/replace           DESK 422  LAST_TIER 422
POST  /api/v1/certificates/{id}/return            SIGNATORIES 422
POST  /api/v1/certificates/{id}/revoke            DESK 422  LAST_TIER 422
POST  /api/v1/certificates/{id}/submit            DESK 409
POST  /api/v1/evaluate                            STAFF 422
GET   /api/v1/instruments                         SIGNED_IN 200
POST  /api/v1/instruments                         DESK 422  OWNERS 422
GET   /api/v1/instruments/{id}                    STAFF 200  OWNER 200  OTHER_OWNER 404
PATCH /api/v1/instruments/{id}                    DESK 200  OWNER 200  OTHER_OWNER 404
POST  /api/v1/instruments/{id}/retire             DESK 422  OWNER 422  OTHER_OWNER 404
POST  /api/v1/instruments/{id}/transfer           DESK 422
GET   /api/v1/kinds                               SIGNED_IN 200
GET   /api/v1/order-items                         SIGNED_IN 200
POST  /api/v1/order-items/{id}/repair             DESK 422  PENERA 422
POST  /api/v1/order-items/{id}/verifications      PENERA 422
POST  /api/v1/order-items/{id}/withdraw           DESK 422  PENERA 422
GET   /api/v1/orders                              SIGNED_IN 200
POST  /api/v1/orders                              DESK 422  OWNERS 422
GET   /api/v1/orders/{id}                         READERS 200  TESTER 200  OTHER_PENERA 404  OWNER 200  OTHER_OWNER 404
POST  /api/v1/orders/{id}/accept                  DESK 409
POST  /api/v1/orders/{id}/cancel                  DESK 422  OWNER 422  OTHER_OWNER 404
GET   /api/v1/orders/{id}/form.pdf                READERS 200  TESTER 200  OTHER_PENERA 404  OWNER 200  OTHER_OWNER 404
POST  /api/v1/orders/{id}/items                   DESK 422
POST  /api/v1/orders/{id}/reject                  DESK 422
POST  /api/v1/orders/{id}/schedule                DESK 422
GET   /api/v1/owners                              READERS 200  OWNERS 200
POST  /api/v1/owners                              DESK 422  OWNERS 422
GET   /api/v1/owners/{id}                         READERS 200  OWNER 200  OTHER_OWNER 404
PATCH /api/v1/owners/{id}                         DESK 200  OWNER 200  OTHER_OWNER 404
POST  /api/v1/public/certificates/check           EVERYBODY 422
GET   /api/v1/public/certificates/{token}         EVERYBODY 200
GET   /api/v1/public/instruments/{uttp_id}        EVERYBODY 200
GET   /api/v1/public/news                         EVERYBODY 200
GET   /api/v1/public/news/{slug}                  EVERYBODY 200
GET   /api/v1/public/orders/{transaction_number}  EVERYBODY 200
GET   /api/v1/public/orders/{transaction_number}/certificates/{n}.pdf EVERYBODY 200
GET   /api/v1/public/sidang                       EVERYBODY 200
GET   /api/v1/standards                           STAFF 200
GET   /api/v1/verifications                       SIGNED_IN 200
GET   /api/v1/verifications/{id}                  STAFF 200  OWNER 200  OTHER_OWNER 404
PUT   /api/v1/verifications/{id}                  PENERA 422
POST  /api/v1/verifications/{id}/finalize         PENERA 409
"""

# Of the public, of every account, and of owners.
PAGES = """
GET   /healthz                                    EVERYBODY 200
GET   /readyz                                     EVERYBODY 200
GET   /bahasa/setlang/                            EVERYBODY 302
GET   /akun/masuk/                                NOBODY 200
GET   /akun/keluar/                               SIGNED_IN 200
POST  /akun/keluar/                               EVERYBODY 302
GET   /akun/daftar/                               NOBODY 200
GET   /akun/surel/                                EVERYBODY 302
GET   /akun/surel/kode/                           EVERYBODY 302
GET   /akun/sandi/lupa/                           EVERYBODY 200
GET   /akun/sandi/kode/                           EVERYBODY 302
GET   /akun/sandi/baru/                           EVERYBODY 302
GET   /akun/sandi/selesai/                        EVERYBODY 200
GET   /akun/konfirmasi/                           SIGNED_IN 200
GET   /akun/masuk/kode/                           EVERYBODY 302
GET   /akun/masuk/kunci/                          EVERYBODY 302
GET   /akun/konfirmasi/kode/                      EVERYBODY 302
GET   /akun/konfirmasi/kunci/                     EVERYBODY 302
GET   /akun/e-office/                             EVERYBODY 404
GET   /akun/e-office/kembali/                     EVERYBODY 404
GET   /akun/keamanan/                             SIGNED_IN 200
GET   /akun/keamanan/sandi/                       SIGNED_IN 200
POST  /akun/keamanan/sandi/                       SIGNED_IN 422
GET   /akun/keamanan/aplikasi/                    EVERYBODY 302
GET   /akun/keamanan/aplikasi/hapus/              SIGNED_IN 404
GET   /akun/keamanan/kunci/                       EVERYBODY 302
GET   /akun/keamanan/kunci/<int:id>/hapus/        SIGNED_IN 404
GET   /akun/keamanan/kode/                        EVERYBODY 302
GET   /akun/keamanan/kode/unduh/                  EVERYBODY 302
GET   /akun/keamanan/kode/baru/                   SIGNED_IN 200
GET   /akun/nonaktif/                             EVERYBODY 200
GET   /berhenti/<str:token>                       EVERYBODY 404
GET   /masuk-ke/                                  EVERYBODY 302
GET   /                                           EVERYBODY 200
GET   /cari                                       EVERYBODY 200
GET   /status/<str:transaction_number>            EVERYBODY 200
GET   /status/<str:transaction_number>/dokumen/<int:n>.pdf EVERYBODY 200
GET   /status/<str:transaction_number>/pengaduan  EVERYBODY 200
POST  /status/<str:transaction_number>/pengaduan  EVERYBODY 422
GET   /pengaduan/<str:number>                     EVERYBODY 200
GET   /status/<str:transaction_number>/survei     EVERYBODY 200
POST  /status/<str:transaction_number>/survei     EVERYBODY 422
GET   /uttp/<str:uttp_id>                         EVERYBODY 200
GET   /sidang                                     EVERYBODY 200
GET   /sidang.ics                                 EVERYBODY 200
GET   /sidang/<slug:slug>                         EVERYBODY 200
GET   /sidang/<slug:slug>.ics                     EVERYBODY 200
GET   /sidang/<slug:slug>/daftar                  EVERYBODY 200
POST  /sidang/<slug:slug>/daftar                  EVERYBODY 422
GET   /pendaftaran/<str:number>                   EVERYBODY 200
GET   /pendaftaran/<str:number>/bukti.pdf         EVERYBODY 200
GET   /pendaftaran/<str:number>/batalkan          EVERYBODY 200
POST  /pendaftaran/<str:number>/batalkan          EVERYBODY 302
GET   /informasi                                  EVERYBODY 200
GET   /informasi/<slug:slug>                      EVERYBODY 200
GET   /berita                                     EVERYBODY 200
GET   /berita/<slug:slug>                         EVERYBODY 200
GET   /berita/<slug:slug>/<slug:name>.webp        EVERYBODY 200
GET   /verifikasi                                 EVERYBODY 200
POST  /verifikasi                                 EVERYBODY 422
GET   /verifikasi/<str:token>                     EVERYBODY 200
GET   /akun/                                      OWNERS 200
GET   /akun/order                                 OWNERS 200
GET   /akun/uttp                                  OWNERS 200
GET   /akun/surat                                 OWNERS 200
GET   /akun/hubungkan                             OWNERS 200
POST  /akun/hubungkan                             OWNERS 422
GET   /akun/pemilik/baru                          OWNERS 200
POST  /akun/pemilik/baru                          OWNERS 422
GET   /akun/uttp/baru                             OWNER 200
POST  /akun/uttp/baru                             OWNER 422
GET   /akun/uttp/<str:uttp_id>/foto               OWNER 200  OTHER_OWNER 404
POST  /akun/uttp/<str:uttp_id>/foto               OWNER 422  OTHER_OWNER 404
GET   /akun/uttp/<str:uttp_id>/foto/<slug:name>.webp OWNER 200  OTHER_OWNER 404
GET   /akun/uttp/<str:uttp_id>/foto/<slug:name>/hapus OWNER 200  OTHER_OWNER 404
GET   /akun/order/baru                            OWNER 200
POST  /akun/order/baru                            OWNER 422
GET   /akun/data-pribadi                          OWNERS 200
GET   /akun/data-pribadi/minta                    OWNER 200
POST  /akun/data-pribadi/minta                    OWNER 422
GET   /akun/data-pribadi/salinan                  EVERYBODY 302
GET   /akun/pemilik                               OWNERS 200
GET   /akun/pemilik/<int:id>                      OWNER 200  OTHER_OWNER 404
GET   /akun/pemilik/<int:id>/ubah                 OWNER 200  OTHER_OWNER 404
POST  /akun/pemilik/<int:id>/ubah                 OWNER 422  OTHER_OWNER 404
GET   /akun/pemilik/<int:id>/ajak                 OWNER 200  OTHER_OWNER 404
POST  /akun/pemilik/<int:id>/ajak                 OWNER 422  OTHER_OWNER 404
POST  /akun/pemilik/<int:id>/ajakan/<int:invitation>/tarik OWNER 302  OTHER_OWNER 404
GET   /akun/pemilik/<int:id>/izin/<int:account>/cabut OWNERS 404
GET   /akun/pemilik/<int:id>/berhenti             OWNERS 404
POST  /akun/ajakan/<int:id>/terima                OWNERS 404
POST  /akun/ajakan/<int:id>/tolak                 OWNERS 404
GET   /akun/uttp/unggah                           OWNER 200
POST  /akun/uttp/unggah                           OWNER 422
GET   /akun/uttp/templat                          EVERYBODY 302
GET   /akun/uttp/<str:uttp_id>                    OWNER 200  OTHER_OWNER 404
GET   /akun/uttp/<str:uttp_id>/ubah               OWNER 200  OTHER_OWNER 404
POST  /akun/uttp/<str:uttp_id>/ubah               OWNER 422  OTHER_OWNER 404
GET   /akun/uttp/<str:uttp_id>/berhenti           OWNER 200  OTHER_OWNER 404
GET   /akun/kalender                              OWNERS 200
GET   /akun/kalender.ics                          OWNERS 200
GET   /akun/surat.zip                             OWNERS 200
GET   /akun/order/<str:number>                    OWNER 200  OTHER_OWNER 404
GET   /akun/order/<str:number>/formulir.pdf       OWNER 200  OTHER_OWNER 404
GET   /akun/order/<str:number>/hari               OWNER 200  OTHER_OWNER 404
GET   /akun/order/<str:number>/batalkan           OWNER 200  OTHER_OWNER 404
GET   /akun/surat/<slug:token>.pdf                OWNER 200  OTHER_OWNER 404
"""

STAFF_PAGES = """
GET   /staf/                                      STAFF 200
GET   /staf/pengaturan/retensi                    SUPER_ADMIN 200
POST  /staf/pengaturan/retensi                    SUPER_ADMIN 422
GET   /staf/catatan                               SUPER_ADMIN 200
GET   /staf/cari                                  STAFF 200
GET   /staf/dasbor                                READERS 200
GET   /staf/laporan                               READERS 200
GET   /staf/laporan.pdf                           READERS 200
GET   /staf/pemilik                               READERS 200
GET   /staf/pemilik/cari                          READERS 200
GET   /staf/pemilik/baru                          DESK 200
GET   /staf/pemilik/<int:id>                      READERS 200
GET   /staf/pemilik/<int:id>/ubah                 DESK 200
GET   /staf/pemilik/<int:id>/tutup                DESK 200
GET   /staf/pemilik/<int:id>/buka                 DESK 200
GET   /staf/pemilik/<int:id>/hapus                SUPER_ADMIN 200
GET   /staf/pengaturan                            SUPER_ADMIN 200
GET   /staf/pengaturan/kantor                     SUPER_ADMIN 200
POST  /staf/pengaturan/kantor                     SUPER_ADMIN 422
GET   /staf/pengaturan/libur                      SUPER_ADMIN 200
POST  /staf/pengaturan/libur                      SUPER_ADMIN 422
GET   /staf/pengaturan/orang                      SUPER_ADMIN 200
GET   /staf/pengaturan/orang/baru                 SUPER_ADMIN 200
POST  /staf/pengaturan/orang/baru                 SUPER_ADMIN 422
GET   /staf/pengaturan/orang/<int:id>             SUPER_ADMIN 200
GET   /staf/pengaturan/orang/<int:id>/ubah        SUPER_ADMIN 200
POST  /staf/pengaturan/orang/<int:id>/ubah        SUPER_ADMIN 422
GET   /staf/pengaturan/orang/<int:id>/dua-langkah SUPER_ADMIN 200
GET   /staf/pengaturan/orang/<int:id>/e-office    SUPER_ADMIN 200
GET   /staf/pengaturan/data/<str:noun>            SUPER_ADMIN 200
GET   /staf/pengaturan/data/<str:noun>/baru       SUPER_ADMIN 200
POST  /staf/pengaturan/data/<str:noun>/baru       SUPER_ADMIN 422
GET   /staf/pengaturan/data/<str:noun>/<int:id>   SUPER_ADMIN 200
POST  /staf/pengaturan/data/<str:noun>/<int:id>   SUPER_ADMIN 422
GET   /staf/pengaturan/data/<str:noun>/<int:id>/hapus SUPER_ADMIN 200
GET   /staf/jenis                                 SUPER_ADMIN 200
GET   /staf/jenis/<str:code>                      SUPER_ADMIN 200
GET   /staf/impor                                 DESK 200
GET   /staf/impor/baru                            DESK 200
POST  /staf/impor/baru                            DESK 422
GET   /staf/impor/templat.xlsx                    DESK 302
GET   /staf/impor/<int:id>                        DESK 302
GET   /staf/impor/<int:id>/kolom                  DESK 200
POST  /staf/impor/<int:id>/kolom                  DESK 422
POST  /staf/impor/<int:id>/pemilik                DESK 302
POST  /staf/impor/<int:id>/jawaban                DESK 302
POST  /staf/impor/<int:id>/tulis                  DESK 302
GET   /staf/impor/<int:id>/buang                  DESK 200
GET   /staf/impor/<int:id>/batalkan               DESK 200
GET   /staf/impor/<int:id>/ditolak.xlsx           DESK 200
GET   /staf/uttp                                  READERS 200
GET   /staf/uttp/baru                             DESK 200
POST  /staf/uttp/isian                            DESK 200  OWNERS 200
GET   /staf/uttp/<str:uttp_id>                    READERS 200
GET   /staf/uttp/<str:uttp_id>/ubah               DESK 200
GET   /staf/uttp/<str:uttp_id>/pindah             DESK 200
GET   /staf/uttp/<str:uttp_id>/tidak-dipakai      DESK 200
GET   /staf/uttp/<str:uttp_id>/hapus              SUPER_ADMIN 200
GET   /staf/uttp/<str:uttp_id>/foto               DESK 200
POST  /staf/uttp/<str:uttp_id>/foto               DESK 422
GET   /staf/uttp/<str:uttp_id>/foto/<slug:name>.webp STAFF 200
GET   /staf/uttp/<str:uttp_id>/foto/<slug:name>/hapus DESK 200
GET   /staf/order                                 READERS 200
GET   /staf/order/baru                            DESK 200
POST  /staf/order/baru                            DESK 422
POST  /staf/order/baru/uttp                       DESK 200
GET   /staf/order/<str:number>                    READERS 200
GET   /staf/order/<str:number>/bukti              READERS 200
GET   /staf/order/<str:number>/formulir.pdf       READERS 200
GET   /staf/order/<str:number>/surat-tugas.pdf    READERS 409  PENERA 404
GET   /staf/order/<str:number>/berita-acara.pdf   READERS 200
POST  /staf/order/<str:number>/terima             DESK 302
GET   /staf/order/<str:number>/tolak              DESK 200
GET   /staf/order/<str:number>/batalkan           DESK 200
GET   /staf/order/<str:number>/jadwal             DESK 200
GET   /staf/order/<str:number>/tambah             DESK 200
GET   /staf/order/<str:number>/uttp/<str:uttp_id>/tarik DESK 200
POST  /staf/order/<str:number>/uttp/<str:uttp_id>/pindah DESK 302
GET   /staf/order/<str:number>/uttp/<str:uttp_id>/perbaiki DESK 200
GET   /staf/order/<str:number>/uttp/<str:uttp_id>/batal-perbaikan DESK 200
GET   /staf/sidang                                READERS 200
GET   /staf/sidang/baru                           DESK 200
POST  /staf/sidang/baru                           DESK 422
GET   /staf/sidang/<int:id>                       READERS 200
GET   /staf/sidang/<int:id>/ubah                  DESK 200
POST  /staf/sidang/<int:id>/ubah                  DESK 422
POST  /staf/sidang/<int:id>/umumkan               DESK 302
GET   /staf/sidang/<int:id>/tutup                 DESK 200
POST  /staf/sidang/<int:id>/tutup                 DESK 422
GET   /staf/sidang/<int:id>/batalkan              DESK 200
POST  /staf/sidang/<int:id>/batalkan              DESK 422
GET   /staf/sidang/<int:id>/daftar-hadir.pdf      READERS 200
POST  /staf/sidang/<int:id>/surat-tugas           DESK 302
GET   /staf/sidang/<int:id>/surat-tugas.pdf       READERS 409  PENERA 404
GET   /staf/sidang/<int:id>/datang                DESK 200  PENERA 404
POST  /staf/sidang/<int:id>/datang                DESK 200  PENERA 404
GET   /staf/sidang/<int:id>/datang/baru           DESK 200  PENERA 404
POST  /staf/sidang/<int:id>/datang/baru           DESK 422  PENERA 404
GET   /staf/sidang/<int:id>/datang/<str:number>   DESK 200  PENERA 404
POST  /staf/sidang/<int:id>/datang/<str:number>   DESK 422  PENERA 404
POST  /staf/sidang/<int:id>/hadir/<str:number>    DESK 302  PENERA 404
GET   /staf/pengujian                             PENERA 200
GET   /staf/pengujian/riwayat                     PENERA 200
GET   /staf/pengujian/surat-tugas                 PENERA 200
GET   /staf/pengujian/hasil/<int:id>              PENERA 200
GET   /staf/pengujian/hasil/<int:id>/cerapan.pdf  PENERA 200
GET   /staf/pengujian/hasil/<int:id>/keterangan   PENERA 200
GET   /staf/pengujian/hasil/<int:id>/keterangan.pdf PENERA 409
GET   /staf/pengujian/<int:id>                    PENERA 200
GET   /staf/pengujian/<int:id>/cerapan            PENERA 302
POST  /staf/pengujian/<int:id>/cerapan            PENERA 422
POST  /staf/pengujian/<int:id>/nilai              PENERA 200
POST  /staf/pengujian/<int:id>/simpan             PENERA 200
GET   /staf/pengujian/<int:id>/ringkasan          PENERA 302
GET   /staf/pengujian/<int:id>/bersama            PENERA 200
POST  /staf/pengujian/<int:id>/bersama            PENERA 422
GET   /staf/pengujian/<int:id>/perbaikan          PENERA 200
GET   /staf/pengujian/<int:id>/koreksi            PENERA 200
GET   /staf/riwayat                               READERS 200
GET   /staf/riwayat/<int:id>                      READERS 200
GET   /staf/riwayat/<int:id>/cerapan.pdf          READERS 200
GET   /staf/riwayat/<int:id>/keterangan           DESK 200
GET   /staf/riwayat/<int:id>/keterangan.pdf       READERS 409
GET   /staf/cap                                   DESK 200
GET   /staf/cap/terima                            DESK 200
POST  /staf/cap/terima                            DESK 422
GET   /staf/cap/serahkan                          DESK 200
POST  /staf/cap/serahkan                          DESK 422
GET   /staf/cap/terima-kembali                    DESK 200
POST  /staf/cap/terima-kembali                    DESK 422
GET   /staf/cap/kembalikan                        DESK 200
POST  /staf/cap/kembalikan                        DESK 422
GET   /staf/cap/rusak                             DESK 200
POST  /staf/cap/rusak                             DESK 422
GET   /staf/cap/saya                              PENERA 200
GET   /staf/cap/saya/catat                        PENERA 200
POST  /staf/cap/saya/catat                        PENERA 422
GET   /staf/cap/saya/<int:id>/betulkan            TESTER 200  OTHER_PENERA 404
POST  /staf/cap/saya/<int:id>/betulkan            TESTER 422  OTHER_PENERA 404
GET   /staf/cap/<str:code>                        DESK 200
GET   /staf/cap/<str:code>/<int:id>/betulkan      DESK 200
POST  /staf/cap/<str:code>/<int:id>/betulkan      DESK 422
GET   /staf/pengujian/hasil/<int:id>/cap          PENERA 200
POST  /staf/pengujian/hasil/<int:id>/cap          PENERA 422
GET   /staf/stiker                                READERS 200
GET   /staf/stiker.pdf                            READERS 422
GET   /staf/order/<str:number>/antrean.pdf        READERS 409
GET   /staf/order/<str:number>/serah-terima.pdf   READERS 200
GET   /staf/perbaikan                             READERS 200
GET   /staf/order/<str:number>/uttp/<str:uttp_id>/kembali DESK 200
POST  /staf/order/<str:number>/uttp/<str:uttp_id>/kembali DESK 422
GET   /staf/pengujian/<int:id>/kembali            PENERA 200
POST  /staf/pengujian/<int:id>/kembali            PENERA 422
GET   /staf/order/<str:number>/bukti.pdf          READERS 200
GET   /staf/standar                               DESK 200
GET   /staf/standar/<int:id>                      DESK 200
GET   /staf/sertifikat                            READERS 200
GET   /staf/sertifikat/daftar/<slug:tab>          READERS 200
GET   /staf/sertifikat/susun                      DESK 302
GET   /staf/sertifikat/pilih                      SIGNATORIES 302
GET   /staf/sertifikat/setujui                    SIGNATORIES 302
GET   /staf/sertifikat/hasil                      SIGNATORIES 200
GET   /staf/sertifikat/<int:id>                   READERS 200
GET   /staf/sertifikat/<int:id>/pratinjau.pdf     READERS 200
GET   /staf/sertifikat/<int:id>/berkas.pdf        READERS 200
GET   /staf/sertifikat/<int:id>/ubah              DESK 200
GET   /staf/sertifikat/<int:id>/kirim             DESK 302
GET   /staf/sertifikat/<int:id>/buang             DESK 200
GET   /staf/sertifikat/<int:id>/minta-pencabutan  DESK 200
GET   /staf/sertifikat/<int:id>/minta-penggantian DESK 200
GET   /staf/sertifikat/<int:id>/setujui           SIGNATORIES 302
GET   /staf/sertifikat/<int:id>/kembalikan        SIGNATORIES 200
POST  /staf/sertifikat/<int:id>/kembalikan        SIGNATORIES 302
GET   /staf/sertifikat/<int:id>/cabut             SIGNATORIES 200
POST  /staf/sertifikat/<int:id>/cabut             SIGNATORIES 302
GET   /staf/sertifikat/<int:id>/ganti             SIGNATORIES 200
POST  /staf/sertifikat/<int:id>/ganti             SIGNATORIES 302
GET   /staf/survei                                READERS 200
GET   /staf/pengaduan                             DESK 200
GET   /staf/pengaduan/<int:id>                    DESK 200
POST  /staf/pengaduan/<int:id>                    DESK 422
GET   /staf/data-pribadi                          DESK 200
GET   /staf/data-pribadi/baru                     DESK 200
POST  /staf/data-pribadi/baru                     DESK 422
GET   /staf/data-pribadi/<int:id>                 DESK 200
POST  /staf/data-pribadi/<int:id>                 DESK 422
POST  /staf/data-pribadi/<int:id>/salinan         DESK 302
GET   /staf/data-pribadi/<int:id>/tolak           DESK 200
POST  /staf/data-pribadi/<int:id>/tolak           DESK 422
GET   /staf/data-pribadi/<int:id>/hapus           SUPER_ADMIN 200
POST  /staf/data-pribadi/<int:id>/hapus           SUPER_ADMIN 302
GET   /staf/siaran                                DESK 200
GET   /staf/siaran/baru                           DESK 200
POST  /staf/siaran/baru                           DESK 422
GET   /staf/siaran/<int:id>                       DESK 200
GET   /staf/siaran/<int:id>/ubah                  DESK 200
POST  /staf/siaran/<int:id>/ubah                  DESK 422
POST  /staf/siaran/<int:id>/uji                   DESK 302
GET   /staf/siaran/<int:id>/kirim                 DESK 200
POST  /staf/siaran/<int:id>/kirim                 DESK 422
POST  /staf/siaran/<int:id>/hentikan              DESK 302
GET   /staf/siaran/<int:id>/whatsapp              DESK 200
GET   /staf/tautan                                DESK 200
POST  /staf/tautan/<int:id>/setujui               DESK 302
GET   /staf/tautan/<int:id>/tolak                 DESK 200
GET   /staf/berita                                DESK 200
GET   /staf/berita/baru                           DESK 200
POST  /staf/berita/baru                           DESK 422
GET   /staf/berita/<int:id>                       DESK 200
POST  /staf/berita/<int:id>                       DESK 422
GET   /staf/berita/<int:id>/gambar                DESK 200
"""

# Whom a line does not name is turned away: nobody with the first code, who is signed in with the second.
TURNED_AWAY = {API: (401, 403), PAGES: (302, 302), STAFF_PAGES: (302, 403)}


@dataclass(frozen=True)
class Line:
    method: str
    route: str
    expected: dict[str, int]


def lines_of(table: str) -> list[Line]:
    return [_line(*text.split(), turned_away=TURNED_AWAY[table]) for text in table.strip().splitlines()]


def _line(method: str, route: str, *cells: str, turned_away: tuple[int, int]) -> Line:
    stranger, known = turned_away
    expected = {name: known if person.role else stranger for name, person in PEOPLE.items()}
    named = dict(zip(cells[::2], map(int, cells[1::2]), strict=True))
    assert named, f"{route} names nobody"
    assert set(named) <= GROUPS, f"{route} names a group that is nobody's"
    of_line = {name: [group for group in named if group in person.groups] for name, person in PEOPLE.items()}
    assert max(map(len, of_line.values())) == 1, f"{route} names somebody twice"
    return Line(method, route, expected | {name: named[group] for name, groups in of_line.items() for group in groups})
