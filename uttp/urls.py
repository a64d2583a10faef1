from django.urls import path

from uttp.views import instruments, kinds, owners, photos

OWNERS = [
    path("pemilik", owners.listed, name="owner_list"),
    path("pemilik/cari", owners.choices, name="owner_choices"),
    path("pemilik/baru", owners.new, name="owner_new"),
    path("pemilik/<int:id>", owners.detail, name="owner_detail"),
    path("pemilik/<int:id>/ubah", owners.change, name="owner_change"),
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

urlpatterns = [*OWNERS, *INSTRUMENTS, *KINDS]
