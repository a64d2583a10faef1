from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.webauthn import views as webauthn
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from simetro.api import api
from simetro.core import security, sso
from simetro.core.views import log, people, reference, retention, setup
from simetro.core.views import pages as core

urlpatterns = [
    path("api/v1", RedirectView.as_view(pattern_name="api-v1:openapi-view")),
    path("api/v1/", api.urls),
    path("admin/", admin.site.urls),
    path("healthz", core.healthz, name="healthz"),
    path("readyz", core.readyz, name="readyz"),
    path("bahasa/", include("django.conf.urls.i18n")),
    path("akun/masuk/", account.login, name="account_login"),
    path("akun/keluar/", account.logout, name="account_logout"),
    path("akun/daftar/", account.signup, name="account_signup"),
    path("akun/surel/", core.home, name="account_email"),  # allauth leads there whoever has nothing to prove
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
    path("akun/e-office/", sso.start, name="eoffice_start"),
    path("akun/e-office/kembali/", sso.come_back, name="eoffice_callback"),
    path("akun/keamanan/", security.overview, name="account_security"),
    path("akun/keamanan/sandi/", security.password, name="account_password"),
    path("akun/keamanan/aplikasi/", security.add_app, name="account_app"),
    path("akun/keamanan/aplikasi/hapus/", security.remove_app, name="account_app_remove"),
    path("akun/keamanan/kunci/", security.add_passkey, name="account_passkey"),
    path("akun/keamanan/kunci/<int:id>/hapus/", security.remove_passkey, name="account_passkey_remove"),
    path("akun/keamanan/kode/", security.codes, name="account_codes"),
    path("akun/keamanan/kode/unduh/", security.download_codes, name="account_codes_file"),
    path("akun/keamanan/kode/baru/", security.renew_codes, name="account_codes_renew"),
    path("akun/nonaktif/", account.account_inactive, name="account_inactive"),
    path("berhenti/<str:token>", core.unsubscribe, name="unsubscribe"),
    path("masuk-ke/", core.home, name="home"),
    path("staf/", core.staff_home, name="staff_home"),
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
    path("staf/", include("reports.urls")),
    path("", include("portal.urls")),
]
