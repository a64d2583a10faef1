"""Two steps on a phone: an app's code, and a passkey of the phone itself (Chromium's virtual authenticator)."""

import time
from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page, expect

from simetro.core.accounts import credentials
from simetro.core.models import User
from tests.e2e.conftest import DESKTOP, PASSWORD, PHONE, Enter, look
from tests.office import Office

pytestmark = pytest.mark.django_db(transaction=True)
NARROW = (320, 700)
PLATFORM = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
}


def code_of(secret: str, steps: int = 0) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps)))


def with_passkeys(page: Page) -> Callable[[bool], None]:
    """The phone's own keys; what is returned says whether its owner shows his finger."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    made = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": PLATFORM})["authenticatorId"]
    return lambda shown: devtools.send("WebAuthn.setUserVerified", {"authenticatorId": made, "isUserVerified": shown})


def sign_out(page: Page) -> None:
    page.goto("/akun/keluar/")
    page.get_by_role("main").get_by_role("button", name="Keluar").click()
    page.goto("/akun/masuk/")


def first_step(page: Page, user: User) -> None:
    page.get_by_label("Nama pengguna").fill(user.username)
    page.get_by_label("Sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()


def test_owner_signs_in_with_the_code_of_his_phone(office: Office, enter: Enter) -> None:
    page = enter(office.owner_account, PHONE)
    page.get_by_role("link", name="Keamanan akun").click()
    look(page, "keamanan-kosong")
    page.get_by_role("link", name="Aplikasi autentikator").click()
    secret = page.locator("code").inner_text()
    look(page, "keamanan-aplikasi")
    page.get_by_label("Kode dari aplikasi").fill("000000")
    page.get_by_role("button", name="Aktifkan").click()
    look(page, "keamanan-aplikasi-salah")
    assert page.locator("code").inner_text() == secret
    page.get_by_label("Kode dari aplikasi").fill(code_of(secret))
    page.get_by_role("button", name="Aktifkan").click()
    expect(page.get_by_role("heading", name="Kode cadangan")).to_be_visible()
    assert page.locator(".code-list code").all_inner_texts() == credentials.codes_of(office.owner_account)
    look(page, "keamanan-kode")
    sign_out(page)
    first_step(page, office.owner_account)
    expect(page.get_by_role("heading", name="Langkah kedua")).to_be_visible()
    look(page, "langkah-kedua")
    page.get_by_label("Kode").fill(code_of(secret))  # the one that put the app on
    page.get_by_role("button", name="Masuk", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("sudah dipakai")
    look(page, "langkah-kedua-salah")
    page.get_by_label("Kode").fill(code_of(secret, 1))
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_url("**/akun/")


def test_passkey_is_made_and_signs_in_without_a_password(office: Office, enter: Enter) -> None:
    page = enter(office.penera, PHONE)
    with_passkeys(page)
    page.goto("/akun/keamanan/kunci/")
    look(page, "keamanan-kunci")
    page.get_by_label("Nama kunci").fill("HP dinas")
    page.get_by_role("button", name="Buat kunci").click()
    expect(page.get_by_role("heading", name="Kode cadangan")).to_be_visible()
    page.goto("/akun/keamanan/")
    look(page, "keamanan-kunci-ada")
    sign_out(page)
    look(page, "masuk")
    page.get_by_role("button", name="Pakai kunci sandi").click()
    page.wait_for_url("**/staf/")
    page.goto("/akun/keamanan/kode/")  # signed in just now
    expect(page.get_by_role("heading", name="Kode cadangan")).to_be_visible()


def test_passkey_is_the_second_step_after_a_password(office: Office, enter: Enter) -> None:
    page = enter(office.penera, PHONE)
    with_passkeys(page)
    page.goto("/akun/keamanan/kunci/")
    page.get_by_label("Nama kunci").fill("HP dinas")
    page.get_by_role("button", name="Buat kunci").click()
    expect(page.get_by_role("heading", name="Kode cadangan")).to_be_visible()
    sign_out(page)
    first_step(page, office.penera)
    look(page, "langkah-kedua-kunci")
    page.get_by_role("button", name="Pakai kunci sandi").click()
    page.wait_for_url("**/staf/")
    page.goto("/akun/keamanan/")
    page.get_by_role("link", name="HP dinas").click()
    look(page, "keamanan-kunci-hapus")
    page.get_by_role("button", name="Hapus").click()
    expect(page.get_by_text("Belum aktif")).to_be_visible()
    assert not credentials.factors_of(office.penera).exists()


def test_passkey_without_a_finger_says_what_else_there_is(office: Office, enter: Enter) -> None:
    page = enter(office.penera, PHONE)
    shows = with_passkeys(page)
    page.goto("/akun/keamanan/kunci/")
    shows(False)
    page.get_by_label("Nama kunci").fill("HP dinas")
    page.get_by_role("button", name="Buat kunci").click()
    expect(page.get_by_role("alert")).to_contain_text("pilih cara lain")
    look(page, "keamanan-kunci-gagal")
    assert not credentials.factors_of(office.penera).exists()


def test_page_fits_every_window(office: Office, enter: Enter) -> None:
    for person in (office.owner_account, office.admin):
        page = enter(person, NARROW)
        page.goto("/akun/keamanan/")
        look(page, f"keamanan-{person.username}", NARROW, DESKTOP)
        page.goto("/akun/keamanan/sandi/")
        look(page, f"keamanan-sandi-{person.username}", NARROW, DESKTOP)
