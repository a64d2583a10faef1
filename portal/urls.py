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
    path("sidang", views.schedule, name="public_sidang"),
    path("sidang.ics", views.schedule_calendar, name="public_sidang_calendar"),
    path("sidang/<slug:slug>", views.sidang, name="public_sidang_detail"),
    path("sidang/<slug:slug>.ics", views.sidang_calendar, name="public_sidang_detail_calendar"),
    path("berita", views.news, name="public_news"),
    path("berita/<slug:slug>", views.article, name="public_article"),
    path("staf/berita", views.articles, name="article_list"),
    path("staf/berita/baru", views.new_article, name="article_new"),
    path("staf/berita/<int:id>", views.change_article, name="article_change"),
    path("akun/", views.owner_home, name="owner_home"),
    path("akun/order", views.owner_list, {"section": "orders"}, name="owner_orders"),
    path("akun/uttp", views.owner_list, {"section": "instruments"}, name="owner_instruments"),
    path("akun/surat", views.owner_list, {"section": "certificates"}, name="owner_certificates"),
    path("akun/surat/<slug:token>.pdf", views.owner_file, name="owner_file"),
]
