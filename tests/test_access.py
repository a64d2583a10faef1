"""Every address and every kind of person: what they are answered.

The API is sent an empty object, so that 422 means "may, but sent nothing"; pages are opened and sent an empty form.
Where a page has no line for POST, who may not open it may not send to it either.
"""

import re
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from simetro.core.models import ApiToken, User
from simetro.core.models import Office as OfficeRow
from tests.office import Office
from tests.urls import operations, routes
from tests.world import PEOPLE, World, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]

# 302 sends to sign in, to confirm the password, or to one's own start page.

API = """
                                                                        nob own oth pen pe2 sub kab sek kad adm sup
GET   /api/v1/certificates                                              401 200 200 403 403 200 200 200 200 200 200
POST  /api/v1/certificates                                              401 403 403 403 403 403 403 403 403 422 422
POST  /api/v1/certificates/approve                                      401 403 403 403 403 422 422 422 422 403 403
GET   /api/v1/certificates/drafting                                     401 403 403 403 403 403 403 403 403 200 200
GET   /api/v1/certificates/{id}                                         401 200 404 403 403 200 200 200 200 200 200
PATCH /api/v1/certificates/{id}                                         401 403 403 403 403 403 403 403 403 409 409
POST  /api/v1/certificates/{id}/approve                                 401 403 403 403 403 422 422 422 422 403 403
POST  /api/v1/certificates/{id}/discard                                 401 403 403 403 403 403 403 403 403 422 422
GET   /api/v1/certificates/{id}/file.pdf                                401 200 404 403 403 200 200 200 200 200 200
GET   /api/v1/certificates/{id}/preview.pdf                             401 200 404 403 403 200 200 200 200 200 200
POST  /api/v1/certificates/{id}/replace                                 401 403 403 403 403 403 403 403 422 422 422
POST  /api/v1/certificates/{id}/return                                  401 403 403 403 403 422 422 422 422 403 403
POST  /api/v1/certificates/{id}/revoke                                  401 403 403 403 403 403 403 403 422 422 422
POST  /api/v1/certificates/{id}/submit                                  401 403 403 403 403 403 403 403 403 409 409
POST  /api/v1/evaluate                                                  401 403 403 422 422 422 422 422 422 422 422
GET   /api/v1/instruments                                               401 200 200 200 200 200 200 200 200 200 200
POST  /api/v1/instruments                                               401 422 422 403 403 403 403 403 403 422 422
GET   /api/v1/instruments/{id}                                          401 200 404 200 200 200 200 200 200 200 200
PATCH /api/v1/instruments/{id}                                          401 200 404 403 403 403 403 403 403 200 200
POST  /api/v1/instruments/{id}/retire                                   401 422 404 403 403 403 403 403 403 422 422
POST  /api/v1/instruments/{id}/transfer                                 401 403 403 403 403 403 403 403 403 422 422
GET   /api/v1/kinds                                                     401 200 200 200 200 200 200 200 200 200 200
GET   /api/v1/order-items                                               401 200 200 200 200 200 200 200 200 200 200
POST  /api/v1/order-items/{id}/repair                                   401 403 403 422 422 403 403 403 403 422 422
POST  /api/v1/order-items/{id}/verifications                            401 403 403 422 422 403 403 403 403 403 403
POST  /api/v1/order-items/{id}/withdraw                                 401 403 403 422 422 403 403 403 403 422 422
GET   /api/v1/orders                                                    401 200 200 200 200 200 200 200 200 200 200
POST  /api/v1/orders                                                    401 422 422 403 403 403 403 403 403 422 422
GET   /api/v1/orders/{id}                                               401 200 404 200 404 200 200 200 200 200 200
POST  /api/v1/orders/{id}/accept                                        401 403 403 403 403 403 403 403 403 409 409
POST  /api/v1/orders/{id}/cancel                                        401 422 404 403 403 403 403 403 403 422 422
GET   /api/v1/orders/{id}/form.pdf                                      401 200 404 200 404 200 200 200 200 200 200
POST  /api/v1/orders/{id}/items                                         401 403 403 403 403 403 403 403 403 422 422
POST  /api/v1/orders/{id}/reject                                        401 403 403 403 403 403 403 403 403 422 422
POST  /api/v1/orders/{id}/schedule                                      401 403 403 403 403 403 403 403 403 422 422
GET   /api/v1/owners                                                    401 200 200 403 403 200 200 200 200 200 200
POST  /api/v1/owners                                                    401 422 422 403 403 403 403 403 403 422 422
GET   /api/v1/owners/{id}                                               401 200 404 403 403 200 200 200 200 200 200
PATCH /api/v1/owners/{id}                                               401 200 404 403 403 403 403 403 403 200 200
POST  /api/v1/public/certificates/check                                 422 422 422 422 422 422 422 422 422 422 422
GET   /api/v1/public/certificates/{token}                               200 200 200 200 200 200 200 200 200 200 200
GET   /api/v1/public/instruments/{uttp_id}                              200 200 200 200 200 200 200 200 200 200 200
GET   /api/v1/public/news                                               200 200 200 200 200 200 200 200 200 200 200
GET   /api/v1/public/news/{slug}                                        200 200 200 200 200 200 200 200 200 200 200
GET   /api/v1/public/orders/{transaction_number}                        200 200 200 200 200 200 200 200 200 200 200
GET   /api/v1/public/orders/{transaction_number}/certificates/{n}.pdf   200 200 200 200 200 200 200 200 200 200 200
GET   /api/v1/public/sidang                                             200 200 200 200 200 200 200 200 200 200 200
GET   /api/v1/verifications                                             401 200 200 200 200 200 200 200 200 200 200
GET   /api/v1/verifications/{id}                                        401 200 404 200 200 200 200 200 200 200 200
PUT   /api/v1/verifications/{id}                                        401 403 403 422 422 403 403 403 403 403 403
POST  /api/v1/verifications/{id}/finalize                               401 403 403 409 409 403 403 403 403 403 403
"""

PAGES = """
                                                                        nob own oth pen pe2 sub kab sek kad adm sup
GET   /healthz                                                          200 200 200 200 200 200 200 200 200 200 200
GET   /readyz                                                           200 200 200 200 200 200 200 200 200 200 200
GET   /bahasa/setlang/                                                  302 302 302 302 302 302 302 302 302 302 302
GET   /akun/masuk/                                                      200 302 302 302 302 302 302 302 302 302 302
GET   /akun/keluar/                                                     302 200 200 200 200 200 200 200 200 200 200
POST  /akun/keluar/                                                     302 302 302 302 302 302 302 302 302 302 302
GET   /akun/daftar/                                                     200 302 302 302 302 302 302 302 302 302 302
GET   /akun/surel/                                                      302 302 302 302 302 302 302 302 302 302 302
GET   /akun/surel/kode/                                                 302 302 302 302 302 302 302 302 302 302 302
GET   /akun/sandi/lupa/                                                 200 200 200 200 200 200 200 200 200 200 200
GET   /akun/sandi/kode/                                                 302 302 302 302 302 302 302 302 302 302 302
GET   /akun/sandi/baru/                                                 302 302 302 302 302 302 302 302 302 302 302
GET   /akun/sandi/selesai/                                              200 200 200 200 200 200 200 200 200 200 200
GET   /akun/konfirmasi/                                                 302 200 200 200 200 200 200 200 200 200 200
GET   /akun/masuk/kode/                                                 302 302 302 302 302 302 302 302 302 302 302
GET   /akun/masuk/kunci/                                                302 302 302 302 302 302 302 302 302 302 302
GET   /akun/konfirmasi/kode/                                            302 302 302 302 302 302 302 302 302 302 302
GET   /akun/konfirmasi/kunci/                                           302 302 302 302 302 302 302 302 302 302 302
GET   /akun/e-office/                                                   404 404 404 404 404 404 404 404 404 404 404
GET   /akun/e-office/kembali/                                           404 404 404 404 404 404 404 404 404 404 404
GET   /akun/keamanan/                                                   302 200 200 200 200 200 200 200 200 200 200
GET   /akun/keamanan/sandi/                                             302 200 200 200 200 200 200 200 200 200 200
POST  /akun/keamanan/sandi/                                             302 422 422 422 422 422 422 422 422 422 422
GET   /akun/keamanan/aplikasi/                                          302 302 302 302 302 302 302 302 302 302 302
GET   /akun/keamanan/aplikasi/hapus/                                    302 404 404 404 404 404 404 404 404 404 404
GET   /akun/keamanan/kunci/                                             302 302 302 302 302 302 302 302 302 302 302
GET   /akun/keamanan/kunci/<int:id>/hapus/                              302 404 404 404 404 404 404 404 404 404 404
GET   /akun/keamanan/kode/                                              302 302 302 302 302 302 302 302 302 302 302
GET   /akun/keamanan/kode/unduh/                                        302 302 302 302 302 302 302 302 302 302 302
GET   /akun/keamanan/kode/baru/                                         302 200 200 200 200 200 200 200 200 200 200
GET   /akun/nonaktif/                                                   200 200 200 200 200 200 200 200 200 200 200
GET   /berhenti/<str:token>                                             404 404 404 404 404 404 404 404 404 404 404
GET   /masuk-ke/                                                        302 302 302 302 302 302 302 302 302 302 302
GET   /staf/                                                            302 403 403 200 200 200 200 200 200 200 200
GET   /staf/pengaturan/retensi                                          302 403 403 403 403 403 403 403 403 403 200
POST  /staf/pengaturan/retensi                                          302 403 403 403 403 403 403 403 403 403 422
GET   /staf/catatan                                                     302 403 403 403 403 403 403 403 403 403 200
GET   /staf/cari                                                        302 403 403 200 200 200 200 200 200 200 200
GET   /staf/dasbor                                                      302 403 403 403 403 200 200 200 200 200 200
GET   /staf/laporan                                                     302 403 403 403 403 200 200 200 200 200 200
GET   /staf/laporan.pdf                                                 302 403 403 403 403 200 200 200 200 200 200
GET   /staf/pemilik                                                     302 403 403 403 403 200 200 200 200 200 200
GET   /staf/pemilik/cari                                                302 403 403 403 403 200 200 200 200 200 200
GET   /staf/pemilik/baru                                                302 403 403 403 403 403 403 403 403 200 200
GET   /staf/pemilik/<int:id>                                            302 403 403 403 403 200 200 200 200 200 200
GET   /staf/pemilik/<int:id>/ubah                                       302 403 403 403 403 403 403 403 403 200 200
GET   /staf/pemilik/<int:id>/tutup                                      302 403 403 403 403 403 403 403 403 200 200
GET   /staf/pemilik/<int:id>/buka                                       302 403 403 403 403 403 403 403 403 200 200
GET   /staf/pemilik/<int:id>/hapus                                      302 403 403 403 403 403 403 403 403 403 200
GET   /staf/pengaturan                                                  302 403 403 403 403 403 403 403 403 403 200
GET   /staf/pengaturan/kantor                                           302 403 403 403 403 403 403 403 403 403 200
POST  /staf/pengaturan/kantor                                           302 403 403 403 403 403 403 403 403 403 422
GET   /staf/pengaturan/libur                                            302 403 403 403 403 403 403 403 403 403 200
POST  /staf/pengaturan/libur                                            302 403 403 403 403 403 403 403 403 403 422
GET   /staf/pengaturan/orang                                            302 403 403 403 403 403 403 403 403 403 200
GET   /staf/pengaturan/orang/baru                                       302 403 403 403 403 403 403 403 403 403 200
POST  /staf/pengaturan/orang/baru                                       302 403 403 403 403 403 403 403 403 403 422
GET   /staf/pengaturan/orang/<int:id>                                   302 403 403 403 403 403 403 403 403 403 200
GET   /staf/pengaturan/orang/<int:id>/ubah                              302 403 403 403 403 403 403 403 403 403 200
POST  /staf/pengaturan/orang/<int:id>/ubah                              302 403 403 403 403 403 403 403 403 403 422
GET   /staf/pengaturan/orang/<int:id>/dua-langkah                       302 403 403 403 403 403 403 403 403 403 200
GET   /staf/pengaturan/orang/<int:id>/e-office                          302 403 403 403 403 403 403 403 403 403 200
GET   /staf/pengaturan/data/<str:noun>                                  302 403 403 403 403 403 403 403 403 403 200
GET   /staf/pengaturan/data/<str:noun>/baru                             302 403 403 403 403 403 403 403 403 403 200
POST  /staf/pengaturan/data/<str:noun>/baru                             302 403 403 403 403 403 403 403 403 403 422
GET   /staf/pengaturan/data/<str:noun>/<int:id>                         302 403 403 403 403 403 403 403 403 403 200
POST  /staf/pengaturan/data/<str:noun>/<int:id>                         302 403 403 403 403 403 403 403 403 403 422
GET   /staf/pengaturan/data/<str:noun>/<int:id>/hapus                   302 403 403 403 403 403 403 403 403 403 200
GET   /staf/jenis                                                       302 403 403 403 403 403 403 403 403 403 200
GET   /staf/jenis/<str:code>                                            302 403 403 403 403 403 403 403 403 403 200
GET   /staf/impor                                                       302 403 403 403 403 403 403 403 403 200 200
GET   /staf/impor/baru                                                  302 403 403 403 403 403 403 403 403 200 200
POST  /staf/impor/baru                                                  302 403 403 403 403 403 403 403 403 422 422
GET   /staf/impor/templat.xlsx                                          302 403 403 403 403 403 403 403 403 302 302
GET   /staf/impor/<int:id>                                              302 403 403 403 403 403 403 403 403 302 302
GET   /staf/impor/<int:id>/kolom                                        302 403 403 403 403 403 403 403 403 200 200
POST  /staf/impor/<int:id>/kolom                                        302 403 403 403 403 403 403 403 403 422 422
POST  /staf/impor/<int:id>/pemilik                                      302 403 403 403 403 403 403 403 403 302 302
POST  /staf/impor/<int:id>/tulis                                        302 403 403 403 403 403 403 403 403 302 302
GET   /staf/impor/<int:id>/batalkan                                     302 403 403 403 403 403 403 403 403 200 200
GET   /staf/impor/<int:id>/ditolak.xlsx                                 302 403 403 403 403 403 403 403 403 200 200
GET   /staf/uttp                                                        302 403 403 403 403 200 200 200 200 200 200
GET   /staf/uttp/baru                                                   302 403 403 403 403 403 403 403 403 200 200
POST  /staf/uttp/isian                                                  302 200 200 403 403 403 403 403 403 200 200
GET   /staf/uttp/<str:uttp_id>                                          302 403 403 403 403 200 200 200 200 200 200
GET   /staf/uttp/<str:uttp_id>/ubah                                     302 403 403 403 403 403 403 403 403 200 200
GET   /staf/uttp/<str:uttp_id>/pindah                                   302 403 403 403 403 403 403 403 403 200 200
GET   /staf/uttp/<str:uttp_id>/tidak-dipakai                            302 403 403 403 403 403 403 403 403 200 200
GET   /staf/uttp/<str:uttp_id>/hapus                                    302 403 403 403 403 403 403 403 403 403 200
GET   /staf/uttp/<str:uttp_id>/foto                                     302 403 403 403 403 403 403 403 403 200 200
POST  /staf/uttp/<str:uttp_id>/foto                                     302 403 403 403 403 403 403 403 403 422 422
GET   /staf/uttp/<str:uttp_id>/foto/<slug:name>.webp                    302 403 403 200 200 200 200 200 200 200 200
GET   /staf/uttp/<str:uttp_id>/foto/<slug:name>/hapus                   302 403 403 403 403 403 403 403 403 200 200
GET   /staf/order                                                       302 403 403 403 403 200 200 200 200 200 200
GET   /staf/order/baru                                                  302 403 403 403 403 403 403 403 403 200 200
POST  /staf/order/baru                                                  302 403 403 403 403 403 403 403 403 422 422
POST  /staf/order/baru/uttp                                             302 403 403 403 403 403 403 403 403 200 200
GET   /staf/order/<str:number>                                          302 403 403 403 403 200 200 200 200 200 200
GET   /staf/order/<str:number>/bukti                                    302 403 403 403 403 200 200 200 200 200 200
GET   /staf/order/<str:number>/formulir.pdf                             302 403 403 403 403 200 200 200 200 200 200
GET   /staf/order/<str:number>/surat-tugas.pdf                          302 403 403 404 404 409 409 409 409 409 409
GET   /staf/order/<str:number>/berita-acara.pdf                         302 403 403 403 403 200 200 200 200 200 200
POST  /staf/order/<str:number>/terima                                   302 403 403 403 403 403 403 403 403 302 302
GET   /staf/order/<str:number>/tolak                                    302 403 403 403 403 403 403 403 403 200 200
GET   /staf/order/<str:number>/batalkan                                 302 403 403 403 403 403 403 403 403 200 200
GET   /staf/order/<str:number>/jadwal                                   302 403 403 403 403 403 403 403 403 200 200
GET   /staf/order/<str:number>/tambah                                   302 403 403 403 403 403 403 403 403 200 200
GET   /staf/order/<str:number>/uttp/<str:uttp_id>/tarik                 302 403 403 403 403 403 403 403 403 200 200
GET   /staf/order/<str:number>/uttp/<str:uttp_id>/perbaiki              302 403 403 403 403 403 403 403 403 200 200
GET   /staf/order/<str:number>/uttp/<str:uttp_id>/batal-perbaikan       302 403 403 403 403 403 403 403 403 200 200
GET   /staf/sidang                                                      302 403 403 403 403 200 200 200 200 200 200
GET   /staf/sidang/baru                                                 302 403 403 403 403 403 403 403 403 200 200
POST  /staf/sidang/baru                                                 302 403 403 403 403 403 403 403 403 422 422
GET   /staf/sidang/<int:id>                                             302 403 403 403 403 200 200 200 200 200 200
GET   /staf/sidang/<int:id>/ubah                                        302 403 403 403 403 403 403 403 403 200 200
POST  /staf/sidang/<int:id>/ubah                                        302 403 403 403 403 403 403 403 403 422 422
POST  /staf/sidang/<int:id>/umumkan                                     302 403 403 403 403 403 403 403 403 302 302
GET   /staf/sidang/<int:id>/tutup                                       302 403 403 403 403 403 403 403 403 200 200
POST  /staf/sidang/<int:id>/tutup                                       302 403 403 403 403 403 403 403 403 422 422
GET   /staf/sidang/<int:id>/batalkan                                    302 403 403 403 403 403 403 403 403 200 200
POST  /staf/sidang/<int:id>/batalkan                                    302 403 403 403 403 403 403 403 403 422 422
GET   /staf/sidang/<int:id>/daftar-hadir.pdf                            302 403 403 403 403 200 200 200 200 200 200
POST  /staf/sidang/<int:id>/surat-tugas                                 302 403 403 403 403 403 403 403 403 302 302
GET   /staf/sidang/<int:id>/surat-tugas.pdf                             302 403 403 404 404 409 409 409 409 409 409
GET   /staf/sidang/<int:id>/datang                                      302 403 403 404 404 403 403 403 403 200 200
POST  /staf/sidang/<int:id>/datang                                      302 403 403 404 404 403 403 403 403 200 200
GET   /staf/sidang/<int:id>/datang/baru                                 302 403 403 404 404 403 403 403 403 200 200
POST  /staf/sidang/<int:id>/datang/baru                                 302 403 403 404 404 403 403 403 403 422 422
GET   /staf/sidang/<int:id>/datang/<str:number>                         302 403 403 404 404 403 403 403 403 200 200
POST  /staf/sidang/<int:id>/datang/<str:number>                         302 403 403 404 404 403 403 403 403 422 422
POST  /staf/sidang/<int:id>/hadir/<str:number>                          302 403 403 404 404 403 403 403 403 302 302
GET   /staf/pengujian                                                   302 403 403 200 200 403 403 403 403 403 403
GET   /staf/pengujian/riwayat                                           302 403 403 200 200 403 403 403 403 403 403
GET   /staf/pengujian/surat-tugas                                       302 403 403 200 200 403 403 403 403 403 403
GET   /staf/pengujian/hasil/<int:id>                                    302 403 403 200 200 403 403 403 403 403 403
GET   /staf/pengujian/hasil/<int:id>/cerapan.pdf                        302 403 403 200 200 403 403 403 403 403 403
GET   /staf/pengujian/hasil/<int:id>/keterangan                         302 403 403 200 200 403 403 403 403 403 403
GET   /staf/pengujian/hasil/<int:id>/keterangan.pdf                     302 403 403 409 409 403 403 403 403 403 403
GET   /staf/pengujian/<int:id>                                          302 403 403 200 200 403 403 403 403 403 403
GET   /staf/pengujian/<int:id>/cerapan                                  302 403 403 302 302 403 403 403 403 403 403
POST  /staf/pengujian/<int:id>/cerapan                                  302 403 403 422 422 403 403 403 403 403 403
POST  /staf/pengujian/<int:id>/nilai                                    302 403 403 200 200 403 403 403 403 403 403
POST  /staf/pengujian/<int:id>/simpan                                   302 403 403 200 200 403 403 403 403 403 403
GET   /staf/pengujian/<int:id>/ringkasan                                302 403 403 302 302 403 403 403 403 403 403
GET   /staf/pengujian/<int:id>/bersama                                    302 403 403 200 200 403 403 403 403 403 403
POST  /staf/pengujian/<int:id>/bersama                                    302 403 403 422 422 403 403 403 403 403 403
GET   /staf/pengujian/<int:id>/perbaikan                                302 403 403 200 200 403 403 403 403 403 403
GET   /staf/pengujian/<int:id>/koreksi                                  302 403 403 200 200 403 403 403 403 403 403
GET   /staf/riwayat                                                     302 403 403 403 403 200 200 200 200 200 200
GET   /staf/riwayat/<int:id>                                            302 403 403 403 403 200 200 200 200 200 200
GET   /staf/riwayat/<int:id>/cerapan.pdf                                302 403 403 403 403 200 200 200 200 200 200
GET   /staf/riwayat/<int:id>/keterangan                                 302 403 403 403 403 403 403 403 403 200 200
GET   /staf/riwayat/<int:id>/keterangan.pdf                             302 403 403 403 403 409 409 409 409 409 409
GET   /staf/cap                                                           302 403 403 403 403 403 403 403 403 200 200
GET   /staf/cap/terima                                                    302 403 403 403 403 403 403 403 403 200 200
POST  /staf/cap/terima                                                    302 403 403 403 403 403 403 403 403 422 422
GET   /staf/cap/serahkan                                                  302 403 403 403 403 403 403 403 403 200 200
POST  /staf/cap/serahkan                                                  302 403 403 403 403 403 403 403 403 422 422
GET   /staf/cap/terima-kembali                                            302 403 403 403 403 403 403 403 403 200 200
POST  /staf/cap/terima-kembali                                            302 403 403 403 403 403 403 403 403 422 422
GET   /staf/cap/kembalikan                                                302 403 403 403 403 403 403 403 403 200 200
POST  /staf/cap/kembalikan                                                302 403 403 403 403 403 403 403 403 422 422
GET   /staf/cap/rusak                                                     302 403 403 403 403 403 403 403 403 200 200
POST  /staf/cap/rusak                                                     302 403 403 403 403 403 403 403 403 422 422
GET   /staf/cap/saya                                                      302 403 403 200 200 403 403 403 403 403 403
GET   /staf/cap/saya/catat                                                302 403 403 200 200 403 403 403 403 403 403
POST  /staf/cap/saya/catat                                                302 403 403 422 422 403 403 403 403 403 403
GET   /staf/cap/saya/<int:id>/betulkan                                    302 403 403 200 404 403 403 403 403 403 403
POST  /staf/cap/saya/<int:id>/betulkan                                    302 403 403 422 404 403 403 403 403 403 403
GET   /staf/cap/<str:code>                                                302 403 403 403 403 403 403 403 403 200 200
GET   /staf/cap/<str:code>/<int:id>/betulkan                              302 403 403 403 403 403 403 403 403 200 200
POST  /staf/cap/<str:code>/<int:id>/betulkan                              302 403 403 403 403 403 403 403 403 422 422
GET   /staf/pengujian/hasil/<int:id>/cap                                  302 403 403 200 200 403 403 403 403 403 403
POST  /staf/pengujian/hasil/<int:id>/cap                                  302 403 403 422 422 403 403 403 403 403 403
GET   /staf/stiker                                                        302 403 403 403 403 200 200 200 200 200 200
GET   /staf/stiker.pdf                                                    302 403 403 403 403 422 422 422 422 422 422
GET   /staf/order/<str:number>/antrean.pdf                                302 403 403 403 403 409 409 409 409 409 409
GET   /staf/order/<str:number>/serah-terima.pdf                           302 403 403 403 403 200 200 200 200 200 200
GET   /staf/perbaikan                                                     302 403 403 403 403 200 200 200 200 200 200
GET   /staf/order/<str:number>/uttp/<str:uttp_id>/kembali                 302 403 403 403 403 403 403 403 403 200 200
POST  /staf/order/<str:number>/uttp/<str:uttp_id>/kembali                 302 403 403 403 403 403 403 403 403 422 422
GET   /staf/pengujian/<int:id>/kembali                                    302 403 403 200 200 403 403 403 403 403 403
POST  /staf/pengujian/<int:id>/kembali                                    302 403 403 422 422 403 403 403 403 403 403
GET   /staf/order/<str:number>/bukti.pdf                                  302 403 403 403 403 200 200 200 200 200 200
GET   /staf/standar                                                     302 403 403 403 403 403 403 403 403 200 200
GET   /staf/standar/<int:id>                                            302 403 403 403 403 403 403 403 403 200 200
GET   /staf/sertifikat                                                  302 403 403 403 403 200 200 200 200 200 200
GET   /staf/sertifikat/daftar/<slug:tab>                                302 403 403 403 403 200 200 200 200 200 200
GET   /staf/sertifikat/susun                                            302 403 403 403 403 403 403 403 403 302 302
GET   /staf/sertifikat/pilih                                            302 403 403 403 403 302 302 302 302 403 403
GET   /staf/sertifikat/setujui                                          302 403 403 403 403 302 302 302 302 403 403
GET   /staf/sertifikat/hasil                                            302 403 403 403 403 200 200 200 200 403 403
GET   /staf/sertifikat/<int:id>                                         302 403 403 403 403 200 200 200 200 200 200
GET   /staf/sertifikat/<int:id>/pratinjau.pdf                           302 403 403 403 403 200 200 200 200 200 200
GET   /staf/sertifikat/<int:id>/berkas.pdf                              302 403 403 403 403 200 200 200 200 200 200
GET   /staf/sertifikat/<int:id>/ubah                                    302 403 403 403 403 403 403 403 403 200 200
GET   /staf/sertifikat/<int:id>/kirim                                   302 403 403 403 403 403 403 403 403 302 302
GET   /staf/sertifikat/<int:id>/buang                                   302 403 403 403 403 403 403 403 403 200 200
GET   /staf/sertifikat/<int:id>/minta-pencabutan                        302 403 403 403 403 403 403 403 403 200 200
GET   /staf/sertifikat/<int:id>/minta-penggantian                       302 403 403 403 403 403 403 403 403 200 200
GET   /staf/sertifikat/<int:id>/setujui                                 302 403 403 403 403 302 302 302 302 403 403
GET   /staf/sertifikat/<int:id>/kembalikan                              302 403 403 403 403 200 200 200 200 403 403
POST  /staf/sertifikat/<int:id>/kembalikan                              302 403 403 403 403 302 302 302 302 403 403
GET   /staf/sertifikat/<int:id>/cabut                                   302 403 403 403 403 200 200 200 200 403 403
POST  /staf/sertifikat/<int:id>/cabut                                   302 403 403 403 403 302 302 302 302 403 403
GET   /staf/sertifikat/<int:id>/ganti                                   302 403 403 403 403 200 200 200 200 403 403
POST  /staf/sertifikat/<int:id>/ganti                                   302 403 403 403 403 302 302 302 302 403 403
GET   /                                                                 200 200 200 200 200 200 200 200 200 200 200
GET   /cari                                                             200 200 200 200 200 200 200 200 200 200 200
GET   /status/<str:transaction_number>                                  200 200 200 200 200 200 200 200 200 200 200
GET   /status/<str:transaction_number>/dokumen/<int:n>.pdf              200 200 200 200 200 200 200 200 200 200 200
GET   /status/<str:transaction_number>/pengaduan                        200 200 200 200 200 200 200 200 200 200 200
POST  /status/<str:transaction_number>/pengaduan                        422 422 422 422 422 422 422 422 422 422 422
GET   /pengaduan/<str:number>                                           200 200 200 200 200 200 200 200 200 200 200
GET   /status/<str:transaction_number>/survei                           200 200 200 200 200 200 200 200 200 200 200
POST  /status/<str:transaction_number>/survei                           422 422 422 422 422 422 422 422 422 422 422
GET   /uttp/<str:uttp_id>                                               200 200 200 200 200 200 200 200 200 200 200
GET   /sidang                                                           200 200 200 200 200 200 200 200 200 200 200
GET   /sidang.ics                                                       200 200 200 200 200 200 200 200 200 200 200
GET   /sidang/<slug:slug>                                               200 200 200 200 200 200 200 200 200 200 200
GET   /sidang/<slug:slug>.ics                                           200 200 200 200 200 200 200 200 200 200 200
GET   /sidang/<slug:slug>/daftar                                        200 200 200 200 200 200 200 200 200 200 200
POST  /sidang/<slug:slug>/daftar                                        422 422 422 422 422 422 422 422 422 422 422
GET   /pendaftaran/<str:number>                                         200 200 200 200 200 200 200 200 200 200 200
GET   /pendaftaran/<str:number>/bukti.pdf                               200 200 200 200 200 200 200 200 200 200 200
GET   /pendaftaran/<str:number>/batalkan                                200 200 200 200 200 200 200 200 200 200 200
POST  /pendaftaran/<str:number>/batalkan                                302 302 302 302 302 302 302 302 302 302 302
GET   /informasi                                                        200 200 200 200 200 200 200 200 200 200 200
GET   /informasi/<slug:slug>                                            200 200 200 200 200 200 200 200 200 200 200
GET   /berita                                                           200 200 200 200 200 200 200 200 200 200 200
GET   /berita/<slug:slug>                                               200 200 200 200 200 200 200 200 200 200 200
GET   /berita/<slug:slug>/<slug:name>.webp                              200 200 200 200 200 200 200 200 200 200 200
GET   /staf/survei                                                      302 403 403 403 403 200 200 200 200 200 200
GET   /staf/pengaduan                                                   302 403 403 403 403 403 403 403 403 200 200
GET   /staf/pengaduan/<int:id>                                          302 403 403 403 403 403 403 403 403 200 200
POST  /staf/pengaduan/<int:id>                                          302 403 403 403 403 403 403 403 403 422 422
GET   /staf/data-pribadi                                                302 403 403 403 403 403 403 403 403 200 200
GET   /staf/data-pribadi/baru                                           302 403 403 403 403 403 403 403 403 200 200
POST  /staf/data-pribadi/baru                                           302 403 403 403 403 403 403 403 403 422 422
GET   /staf/data-pribadi/<int:id>                                       302 403 403 403 403 403 403 403 403 200 200
POST  /staf/data-pribadi/<int:id>                                       302 403 403 403 403 403 403 403 403 422 422
POST  /staf/data-pribadi/<int:id>/salinan                               302 403 403 403 403 403 403 403 403 302 302
GET   /staf/data-pribadi/<int:id>/tolak                                 302 403 403 403 403 403 403 403 403 200 200
POST  /staf/data-pribadi/<int:id>/tolak                                 302 403 403 403 403 403 403 403 403 422 422
GET   /staf/data-pribadi/<int:id>/hapus                                 302 403 403 403 403 403 403 403 403 403 200
POST  /staf/data-pribadi/<int:id>/hapus                                 302 403 403 403 403 403 403 403 403 403 302
GET   /staf/siaran                                                      302 403 403 403 403 403 403 403 403 200 200
GET   /staf/siaran/baru                                                 302 403 403 403 403 403 403 403 403 200 200
POST  /staf/siaran/baru                                                 302 403 403 403 403 403 403 403 403 422 422
GET   /staf/siaran/<int:id>                                             302 403 403 403 403 403 403 403 403 200 200
GET   /staf/siaran/<int:id>/ubah                                        302 403 403 403 403 403 403 403 403 200 200
POST  /staf/siaran/<int:id>/ubah                                        302 403 403 403 403 403 403 403 403 422 422
POST  /staf/siaran/<int:id>/uji                                         302 403 403 403 403 403 403 403 403 302 302
GET   /staf/siaran/<int:id>/kirim                                       302 403 403 403 403 403 403 403 403 200 200
POST  /staf/siaran/<int:id>/kirim                                       302 403 403 403 403 403 403 403 403 422 422
POST  /staf/siaran/<int:id>/hentikan                                    302 403 403 403 403 403 403 403 403 302 302
GET   /staf/siaran/<int:id>/whatsapp                                    302 403 403 403 403 403 403 403 403 200 200
GET   /staf/tautan                                                      302 403 403 403 403 403 403 403 403 200 200
POST  /staf/tautan/<int:id>/setujui                                     302 403 403 403 403 403 403 403 403 302 302
GET   /staf/tautan/<int:id>/tolak                                       302 403 403 403 403 403 403 403 403 200 200
GET   /staf/berita                                                      302 403 403 403 403 403 403 403 403 200 200
GET   /staf/berita/baru                                                 302 403 403 403 403 403 403 403 403 200 200
POST  /staf/berita/baru                                                 302 403 403 403 403 403 403 403 403 422 422
GET   /staf/berita/<int:id>                                             302 403 403 403 403 403 403 403 403 200 200
POST  /staf/berita/<int:id>                                             302 403 403 403 403 403 403 403 403 422 422
GET   /staf/berita/<int:id>/gambar                                      302 403 403 403 403 403 403 403 403 200 200
GET   /verifikasi                                                       200 200 200 200 200 200 200 200 200 200 200
POST  /verifikasi                                                       422 422 422 422 422 422 422 422 422 422 422
GET   /verifikasi/<str:token>                                           200 200 200 200 200 200 200 200 200 200 200
GET   /akun/                                                            302 200 200 302 302 302 302 302 302 302 302
GET   /akun/order                                                       302 200 200 302 302 302 302 302 302 302 302
GET   /akun/uttp                                                        302 200 200 302 302 302 302 302 302 302 302
GET   /akun/surat                                                       302 200 200 302 302 302 302 302 302 302 302
GET   /akun/hubungkan                                                   302 200 200 302 302 302 302 302 302 302 302
POST  /akun/hubungkan                                                   302 422 422 302 302 302 302 302 302 302 302
GET   /akun/pemilik/baru                                                302 200 200 302 302 302 302 302 302 302 302
POST  /akun/pemilik/baru                                                302 422 422 302 302 302 302 302 302 302 302
GET   /akun/uttp/baru                                                   302 200 302 302 302 302 302 302 302 302 302
POST  /akun/uttp/baru                                                   302 422 302 302 302 302 302 302 302 302 302
GET   /akun/uttp/<str:uttp_id>/foto                                     302 200 404 302 302 302 302 302 302 302 302
POST  /akun/uttp/<str:uttp_id>/foto                                     302 422 404 302 302 302 302 302 302 302 302
GET   /akun/uttp/<str:uttp_id>/foto/<slug:name>.webp                    302 200 404 302 302 302 302 302 302 302 302
GET   /akun/uttp/<str:uttp_id>/foto/<slug:name>/hapus                   302 200 404 302 302 302 302 302 302 302 302
GET   /akun/order/baru                                                  302 200 302 302 302 302 302 302 302 302 302
POST  /akun/order/baru                                                  302 422 302 302 302 302 302 302 302 302 302
GET   /akun/data-pribadi                                                302 200 200 302 302 302 302 302 302 302 302
GET   /akun/data-pribadi/minta                                          302 200 302 302 302 302 302 302 302 302 302
POST  /akun/data-pribadi/minta                                          302 422 302 302 302 302 302 302 302 302 302
GET   /akun/data-pribadi/salinan                                        302 302 302 302 302 302 302 302 302 302 302
GET   /akun/pemilik                                                     302 200 200 302 302 302 302 302 302 302 302
GET   /akun/pemilik/<int:id>                                            302 200 404 302 302 302 302 302 302 302 302
GET   /akun/pemilik/<int:id>/ubah                                       302 200 404 302 302 302 302 302 302 302 302
POST  /akun/pemilik/<int:id>/ubah                                       302 422 404 302 302 302 302 302 302 302 302
GET   /akun/pemilik/<int:id>/ajak                                       302 200 404 302 302 302 302 302 302 302 302
POST  /akun/pemilik/<int:id>/ajak                                       302 422 404 302 302 302 302 302 302 302 302
POST  /akun/pemilik/<int:id>/ajakan/<int:invitation>/tarik              302 302 404 302 302 302 302 302 302 302 302
GET   /akun/pemilik/<int:id>/izin/<int:account>/cabut                   302 404 404 302 302 302 302 302 302 302 302
GET   /akun/pemilik/<int:id>/berhenti                                   302 404 404 302 302 302 302 302 302 302 302
POST  /akun/ajakan/<int:id>/terima                                      302 404 404 302 302 302 302 302 302 302 302
POST  /akun/ajakan/<int:id>/tolak                                       302 404 404 302 302 302 302 302 302 302 302
GET   /akun/uttp/unggah                                                 302 200 302 302 302 302 302 302 302 302 302
POST  /akun/uttp/unggah                                                 302 422 302 302 302 302 302 302 302 302 302
GET   /akun/uttp/templat                                                302 302 302 302 302 302 302 302 302 302 302
GET   /akun/uttp/<str:uttp_id>                                          302 200 404 302 302 302 302 302 302 302 302
GET   /akun/uttp/<str:uttp_id>/ubah                                     302 200 404 302 302 302 302 302 302 302 302
POST  /akun/uttp/<str:uttp_id>/ubah                                     302 422 404 302 302 302 302 302 302 302 302
GET   /akun/uttp/<str:uttp_id>/berhenti                                 302 200 404 302 302 302 302 302 302 302 302
GET   /akun/kalender                                                    302 200 200 302 302 302 302 302 302 302 302
GET   /akun/kalender.ics                                                302 200 200 302 302 302 302 302 302 302 302
GET   /akun/surat.zip                                                   302 200 200 302 302 302 302 302 302 302 302
GET   /akun/order/<str:number>                                          302 200 404 302 302 302 302 302 302 302 302
GET   /akun/order/<str:number>/formulir.pdf                             302 200 404 302 302 302 302 302 302 302 302
GET   /akun/order/<str:number>/hari                                     302 200 404 302 302 302 302 302 302 302 302
GET   /akun/order/<str:number>/batalkan                                 302 200 404 302 302 302 302 302 302 302 302
GET   /akun/surat/<slug:token>.pdf                                      302 200 404 302 302 302 302 302 302 302 302
"""


@dataclass(frozen=True)
class Line:
    method: str
    route: str
    expected: dict[str, int]


def lines_of(table: str) -> list[Line]:
    _blank, _people, *lines = table.rstrip().splitlines()
    cells = [line.split() for line in lines]
    return [Line(method, route, dict(zip(PEOPLE, map(int, codes), strict=True))) for method, route, *codes in cells]


SENT = {line.route for line in lines_of(PAGES) if line.method == "POST"}
ROLES = ("nobody", "owner_account", "penera", "kadis", "admin", "superadmin")  # all that the guard of a page knows of
SECTIONS = ["/staf/sertifikat", "/staf/", "/"]


def section_of(route: str) -> str:
    return next(section for section in SECTIONS if route.startswith(section))


def test_table_names_every_operation_of_the_api() -> None:
    assert {(line.method, line.route) for line in lines_of(API)} == operations()


def test_table_names_every_page() -> None:
    pages = {f"/{route}" for route in routes() if not route.startswith(("api/v1", "admin/"))}
    assert {line.route for line in lines_of(PAGES)} == pages


@pytest.fixture
def world(office: Office, settings: Any) -> World:
    settings.RATE_LIMIT_FACTOR = 0
    OfficeRow().save()
    return make_world(office)


class Caller:
    """One person's browser or program. Whatever he does is undone, so that everybody meets the same world."""

    def __init__(self, user: User | None, *, by_token: bool = False) -> None:
        headers = {"Authorization": f"Bearer {ApiToken.issue(user)}"} if user and by_token else {}
        self.client = Client(headers=headers)
        if user and not by_token:
            self.client.force_login(user)
        self.cookies = deepcopy(self.client.cookies)

    def __call__(self, method: str, address: str, **body: Any) -> int:
        self.client.cookies = deepcopy(self.cookies)
        with transaction.atomic():
            response = getattr(self.client, method.lower())(address, **body)
            if response.streaming:
                response.getvalue()  # or its file would stay open
            transaction.set_rollback(True)
        return int(response.status_code)


def wrong(line: Line, callers: dict[str, Caller], address: str, **body: Any) -> list[str]:
    codes = {person: callers[person](line.method, address, **body) for person in PEOPLE}
    return [
        f"{line.method} {line.route} {person}: {codes[person]}, not {line.expected[person]}"
        for person in PEOPLE
        if codes[person] != line.expected[person]
    ]


def wrongly_sent(line: Line, callers: dict[str, Caller], address: str) -> list[str]:
    """Where whoever may not open a page is answered otherwise when he sends to it."""
    shut_out = {person: code for person, code in line.expected.items() if person in ROLES and code in (302, 403)}
    codes = {person: callers[person]("POST", address) for person in shut_out}
    return [
        f"POST {line.route} {person}: {code}" for person, code in codes.items() if code not in (shut_out[person], 405)
    ]


def test_api(office: Office, world: World) -> None:
    callers = {person: Caller(office.people.get(person), by_token=True) for person in PEOPLE}
    found = []
    for line in lines_of(API):
        body = {} if line.method == "GET" else {"data": "{}", "content_type": "application/json"}
        found += wrong(line, callers, world.address(line.route), **body)
    assert found == []


@pytest.mark.parametrize("section", SECTIONS)
def test_pages(office: Office, world: World, section: str) -> None:
    callers = {person: Caller(office.people.get(person)) for person in PEOPLE}
    found = []
    for line in [line for line in lines_of(PAGES) if section_of(line.route) == section]:
        found += wrong(line, callers, world.address(line.route))
        if line.route not in SENT and line.route.startswith("/staf"):
            found += wrongly_sent(line, callers, world.address(line.route))
    assert found == []


@pytest.mark.parametrize("person", ROLES)
def test_admin_is_for_super_admins(office: Office, person: str) -> None:
    caller = Caller(office.people.get(person))
    listed = [route for route in routes() if route.startswith("admin/") and "(?P" not in route and "login" not in route]
    addresses = [re.sub("<[^>]+>", "1", f"/{route}") for route in listed]
    assert len(addresses) > 20
    codes = {address: caller("GET", address) for address in addresses}
    if person == "superadmin":
        assert codes["/admin/"] == 200
    else:
        assert set(codes.values()) <= {302, 403, 405}
