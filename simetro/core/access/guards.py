"""Who may do what: apps declare it in their hooks, `sync_roles` writes it into groups, everything asks here."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import Group, Permission
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from simetro.core.hooks import all_hooks
from simetro.core.kit.errors import Forbidden
from simetro.core.kit.roles import Rights, Role
from simetro.core.models import User

View = Callable[..., HttpResponseBase]
SENT_BY_BUTTONS = {"csrfmiddlewaretoken", "version"}


class SignedIn(HttpRequest):
    """A request that `allowed` let pass."""

    user: User


def declared_rights() -> Rights:
    return {right: roles for hooks in all_hooks() for right, roles in hooks.rights.items()}


@transaction.atomic
def sync_roles() -> None:
    """Makes groups and their permissions what the apps declare, no more and no less."""
    permissions = {
        f"{app}.{codename}": pk
        for pk, app, codename in Permission.objects.values_list("pk", "content_type__app_label", "codename")
    }
    rights = declared_rights()
    for role in Role:
        group, _created = Group.objects.get_or_create(name=role.value)
        group.permissions.set([permissions[right] for right, roles in rights.items() if role in roles])


def require(user: User, right: str) -> None:
    if not user.has_perm(right):
        raise Forbidden


def allowed(*rights: str) -> Callable[[View], View]:
    """A page for those who hold all the rights: others are sent to sign in, or told that their role may not."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: SignedIn, *args: Any, **kwargs: Any) -> HttpResponseBase:
            for right in rights:
                require(request.user, right)
            return view(request, *args, **kwargs)

        to_sign_in = login_required(guarded)

        @wraps(view)
        def page(request: SignedIn, *args: Any, **kwargs: Any) -> HttpResponseBase:
            came_too_late = request.method == "POST" and not request.user.is_authenticated
            return _signed_out(request) if came_too_late else to_sign_in(request, *args, **kwargs)

        return page

    return decorate


def _signed_out(request: HttpRequest) -> HttpResponseRedirect:
    """Sends to the sign-in page. A posted form is not repeated after signing in: the page it came from says so."""
    if "HX-Request" not in request.headers:  # htmx shows its own trouble, each time it asks
        messages.warning(request, _undone(request))
    return redirect_to_login(_came_from(request))


def _undone(request: HttpRequest) -> str:
    if request.POST.keys() <= SENT_BY_BUTTONS:
        return _("Belum dilakukan: sesi Anda sudah berakhir ketika tombol itu ditekan. Tekan lagi bila masih perlu.")
    return _("Belum tersimpan: sesi Anda sudah berakhir ketika isian itu dikirim. Isi dan kirim lagi.")


def _came_from(request: HttpRequest) -> str:
    """Where to go after signing in: the page with the button, since the address posted to may not answer a GET."""
    page = urlsplit(request.headers.get("Referer", ""))
    return urlunsplit(("", "", page.path, page.query, "")) if page.netloc == request.get_host() else reverse("home")


def fresh(view: View) -> View:
    """Asks for the password again where it was not given lately; the posted form is then carried out by itself.

    allauth's own decorator asks even right after signing in, and never asks those who have no password here.
    """

    @wraps(view)
    def guarded(request: SignedIn, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST" and not is_fresh(request):
            raise ReauthenticationRequired
        return view(request, *args, **kwargs)

    return guarded


def fresh_throughout(view: View) -> View:
    """As `fresh`, for a page that shows what only the person himself may see."""

    @wraps(view)
    def guarded(request: SignedIn, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_fresh(request):
            raise ReauthenticationRequired
        return view(request, *args, **kwargs)

    return guarded


def is_fresh(request: SignedIn) -> bool:
    records = get_authentication_records(request, request.user)
    latest = max((record["at"] for record in records), default=0)
    return bool(time.time() - latest <= settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)
