from django.urls import path

from portal import views

urlpatterns = [
    path("", views.home, name="portal_home"),
    path("cari", views.search, name="public_search"),
    path("status/<str:transaction_number>", views.status, name="public_status"),
    path("status/<str:transaction_number>/dokumen/<int:n>.pdf", views.file, name="public_file"),
    path("uttp/<str:uttp_id>", views.instrument, name="public_instrument"),
    path("verifikasi", views.verify, name="verify"),
    path("verifikasi/<str:token>", views.verify_token, name="verify_token"),
    path("akun/", views.owner_home, name="owner_home"),
]
