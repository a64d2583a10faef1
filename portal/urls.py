from django.urls import path

from portal import views

urlpatterns = [
    path("status/<str:transaction_number>/dokumen/<int:n>.pdf", views.public_file, name="public_file"),
    path("akun/", views.owner_home, name="owner_home"),
]
