from django.urls import path

from uttp.views import imports, instruments, kinds, owners, photos

OWNERS = [
    path("pemilik", owners.listed, name="owner_list"),
    path("pemilik/cari", owners.choices, name="owner_choices"),
    path("pemilik/baru", owners.new, name="owner_new"),
    path("pemilik/<int:id>", owners.detail, name="owner_detail"),
    path("pemilik/<int:id>/ubah", owners.change, name="owner_change"),
    path("pemilik/<int:id>/tutup", owners.close, name="owner_close"),
    path("pemilik/<int:id>/buka", owners.reopen, name="owner_reopen"),
    path("pemilik/<int:id>/hapus", owners.delete, name="owner_delete"),
]
INSTRUMENTS = [
    path("uttp", instruments.listed, name="instrument_list"),
    path("uttp/baru", instruments.new, name="instrument_new"),
    path("uttp/isian", instruments.attribute_fields, name="attribute_fields"),
    path("uttp/<str:uttp_id>", instruments.detail, name="instrument_detail"),
    path("uttp/<str:uttp_id>/ubah", instruments.change, name="instrument_change"),
    path("uttp/<str:uttp_id>/pindah", instruments.transfer, name="instrument_transfer"),
    path("uttp/<str:uttp_id>/tidak-dipakai", instruments.retire, name="instrument_retire"),
    path("uttp/<str:uttp_id>/hapus", instruments.delete, name="instrument_delete"),
    path("uttp/<str:uttp_id>/foto", photos.add, name="instrument_photo_new"),
    path("uttp/<str:uttp_id>/foto/<slug:name>.webp", photos.shown, name="instrument_photo"),
    path("uttp/<str:uttp_id>/foto/<slug:name>/hapus", photos.remove, name="instrument_photo_remove"),
]

KINDS = [
    path("jenis", kinds.listed, name="kind_list"),
    path("jenis/<str:code>", kinds.detail, name="kind_detail"),
]

IMPORTS = [
    path("impor", imports.listed, name="import_list"),
    path("impor/baru", imports.new, name="import_new"),
    path("impor/templat.xlsx", imports.blank, name="import_blank"),
    path("impor/<int:id>", imports.detail, name="import_detail"),
    path("impor/<int:id>/kolom", imports.mapping, name="import_mapping"),
    path("impor/<int:id>/pemilik", imports.owners, name="import_owners"),
    path("impor/<int:id>/jawaban", imports.answers, name="import_answers"),
    path("impor/<int:id>/tulis", imports.write, name="import_write"),
    path("impor/<int:id>/buang", imports.discard, name="import_discard"),
    path("impor/<int:id>/batalkan", imports.undo, name="import_undo"),
    path("impor/<int:id>/ditolak.xlsx", imports.rejected, name="import_rejected"),
]

urlpatterns = [*OWNERS, *INSTRUMENTS, *KINDS, *IMPORTS]
