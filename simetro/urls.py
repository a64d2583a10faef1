from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.webauthn import views as webauthn
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from simetro.api import api
from simetro.core.accounts import eoffice_views, security_views
from simetro.core.accounts.views import people
from simetro.core.settings.views import (
    log,
    reference,
    retention,
    setup,
)
from simetro.core.web import views

urlpatterns = [
    path("api/v1", RedirectView.as_view(pattern_name="api-v1:openapi-view")),
    path("api/v1/", api.urls),
    path("admin/", admin.site.urls),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("bahasa/", include("django.conf.urls.i18n")),
    path("akun/masuk/", account.login, name="account_login"),
    path("akun/keluar/", account.logout, name="account_logout"),
    path("akun/daftar/", account.signup, name="account_signup"),
    path("akun/surel/", views.home, name="account_email"),  # allauth leads there whoever has nothing to prove
    path("akun/surel/kode/", account.email_verification_sent, name="account_email_verification_sent"),
    path("akun/sandi/lupa/", account.password_reset, name="account_reset_password"),
    path("akun/sandi/kode/", account.confirm_password_reset_code, name="account_confirm_password_reset_code"),
    path("akun/sandi/baru/", account.complete_password_reset, name="account_complete_password_reset"),
    path("akun/sandi/selesai/", account.password_reset_from_key_done, name="account_password_reset_completed"),
    path("akun/konfirmasi/", account.reauthenticate, name="account_reauthenticate"),
    path("akun/masuk/kode/", mfa.authenticate, name="mfa_authenticate"),
    path("akun/masuk/kunci/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("akun/konfirmasi/kode/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("akun/konfirmasi/kunci/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("akun/e-office/", eoffice_views.start, name="eoffice_start"),
    path("akun/e-office/kembali/", eoffice_views.come_back, name="eoffice_callback"),
    path("akun/keamanan/", security_views.overview, name="account_security"),
    path("akun/keamanan/sandi/", security_views.password, name="account_password"),
    path("akun/keamanan/aplikasi/", security_views.add_app, name="account_app"),
    path("akun/keamanan/aplikasi/hapus/", security_views.remove_app, name="account_app_remove"),
    path("akun/keamanan/kunci/", security_views.add_passkey, name="account_passkey"),
    path("akun/keamanan/kunci/<int:id>/hapus/", security_views.remove_passkey, name="account_passkey_remove"),
    path("akun/keamanan/kode/", security_views.codes, name="account_codes"),
    path("akun/keamanan/kode/unduh/", security_views.download_codes, name="account_codes_file"),
    path("akun/keamanan/kode/baru/", security_views.renew_codes, name="account_codes_renew"),
    path("akun/nonaktif/", account.account_inactive, name="account_inactive"),
    path("berhenti/<str:token>", views.unsubscribe, name="unsubscribe"),
    path("masuk-ke/", views.home, name="home"),
    path("staf/", views.staff_home, name="staff_home"),
    path("staf/pengaturan", setup.home, name="settings"),
    path("staf/pengaturan/orang", people.listed, name="people"),
    path("staf/pengaturan/orang/baru", people.new, name="person_new"),
    path("staf/pengaturan/orang/<int:id>", people.detail, name="person"),
    path("staf/pengaturan/orang/<int:id>/ubah", people.change, name="person_change"),
    path("staf/pengaturan/orang/<int:id>/dua-langkah", people.take_factors, name="person_take_factors"),
    path("staf/pengaturan/orang/<int:id>/e-office", people.unlink_eoffice, name="person_unlink_eoffice"),
    path("staf/pengaturan/data/<str:noun>", reference.listed, name="reference_list"),
    path("staf/pengaturan/data/<str:noun>/baru", reference.new, name="reference_new"),
    path("staf/pengaturan/data/<str:noun>/<int:id>", reference.change, name="reference_change"),
    path("staf/pengaturan/data/<str:noun>/<int:id>/hapus", reference.remove, name="reference_remove"),
    path("staf/pengaturan/retensi", retention.periods, name="retention"),
    path("staf/catatan", log.listed, name="log_list"),
    path("staf/", include("uttp.urls")),
    path("staf/", include("services.urls")),
    path("staf/", include("certificates.urls")),
    path("staf/", include("simetro.reports.urls")),
    path("", include("portal.urls")),
]
