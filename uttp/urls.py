from django.urls import path

from uttp.views import instruments, owners

urlpatterns = [
    path("pemilik", owners.listed, name="owner_list"),
    path("pemilik/<int:id>", owners.detail, name="owner_detail"),
    path("uttp", instruments.listed, name="instrument_list"),
    path("uttp/<str:uttp_id>", instruments.detail, name="instrument_detail"),
]
