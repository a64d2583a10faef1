from django.urls import path

from portal import views
from portal.views import links, own, own_order

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
    path("staf/tautan", links.listed, name="link_list"),
    path("staf/tautan/<int:id>/setujui", links.approve, name="link_approve"),
    path("staf/tautan/<int:id>/tolak", links.refuse, name="link_refuse"),
    path("akun/hubungkan", own.link, name="owner_link"),
    path("akun/pemilik/baru", own.new_owner, name="owner_new_own"),
    path("akun/uttp/baru", own.new_instrument, name="owner_instrument_new"),
    path("akun/order/baru", own.new_order, name="owner_order_new"),
    path("akun/order/<str:number>", own_order.detail, name="owner_order"),
    path("akun/order/<str:number>/formulir.pdf", own_order.form_pdf, name="owner_order_form"),
    path("akun/order/<str:number>/batalkan", own_order.cancel, name="owner_order_cancel"),
    path("akun/", views.owner_home, name="owner_home"),
    path("akun/order", views.owner_list, {"section": "orders"}, name="owner_orders"),
    path("akun/uttp", views.owner_list, {"section": "instruments"}, name="owner_instruments"),
    path("akun/surat", views.owner_list, {"section": "certificates"}, name="owner_certificates"),
    path("akun/surat/<slug:token>.pdf", views.owner_file, name="owner_file"),
]
