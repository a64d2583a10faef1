"""To the regency's e-office and back: staff sign in there, and confirm there that it is still they."""

import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.flows.reauthentication import resume_request
from allauth.account.models import Login
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from simetro.core.accounts import eoffice, oidc
from simetro.core.db.ratelimit import Limit, client_address, count
from simetro.core.web.pages import turned_away
from simetro.core.web.public_pages import page_url

FLOW = "eoffice_flow"
FLOW_KEPT = 10 * 60
COMINGS = Limit("eoffice", 60, 60)  # a whole office may sit behind one address


@never_cache
def start(request: HttpRequest) -> HttpResponseBase:
    _must_be_on(request)
    wanted = request.GET.get("next", "")
    next_page = wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}) else ""
    flow = oidc.Flow.begin(next_page, confirms=request.user.is_authenticated)
    try:
        there = oidc.authorize_url(flow, _callback())
    except oidc.Unreachable:
        return turned_away(request, _no_answer(), status=503)
    except oidc.OidcError as error:
        return _refuse(request, error.code)
    request.session[FLOW] = flow.kept()
    return HttpResponseRedirect(there)


@never_cache
def come_back(request: HttpRequest) -> HttpResponseBase:
    _must_be_on(request)
    kept = request.session.pop(FLOW, None)  # whatever comes of it, nobody comes back with it twice
    try:
        flow = _flow_of(kept, request.GET)
        tokens = oidc.exchange(request.GET["code"], flow, _callback())
        claims = eoffice.claims_of(tokens, nonce=flow.nonce)
        return _confirmed(request, flow, claims) if flow.confirms else _let_in(request, flow, claims, tokens)
    except oidc.Unreachable:
        return turned_away(request, _no_answer(), status=503)
    except oidc.OidcError as error:
        return _refuse(request, error.code)
    except eoffice.SignInRefused as refusal:
        eoffice.note_refusal(refusal.code, user=refusal.user, subject=str(claims.get("sub", "")))
        return turned_away(request, refusal.sentence)


def _must_be_on(request: HttpRequest) -> None:
    if not settings.OIDC_ISSUER:
        raise Http404
    count(client_address(request), COMINGS)


def _callback() -> str:
    return page_url("eoffice_callback")


def _flow_of(kept: dict[str, Any] | None, answer: Mapping[str, str]) -> oidc.Flow:
    if kept is None:
        raise oidc.OidcError("no_flow")
    flow = oidc.Flow(**kept)
    if answer.get("state") != flow.state:
        raise oidc.OidcError("state")
    if time.time() - flow.at > FLOW_KEPT:
        raise oidc.OidcError("too_late")
    if answer.get("iss", settings.OIDC_ISSUER) != settings.OIDC_ISSUER:  # RFC 9207
        raise oidc.OidcError("mixed_up")
    if not answer.get("code"):
        raise oidc.OidcError("denied" if "error" in answer else "no_code")
    return flow


def _let_in(request: HttpRequest, flow: oidc.Flow, claims: dict[str, Any], tokens: oidc.Tokens) -> HttpResponse:
    user = eoffice.person_of(claims)
    request.session[eoffice.SESSION] = eoffice.open_session(user, tokens).pk
    record_authentication(request, user, eoffice.SESSION)
    login = Login(user=user, redirect_url=flow.next or None, signal_kwargs={eoffice.SESSION: True})
    response: HttpResponse = perform_login(request, login)
    return response


def _confirmed(request: HttpRequest, flow: oidc.Flow, claims: dict[str, Any]) -> HttpResponseBase:
    """After the confirmation the form that was posted before is carried out, as after a password."""
    user = request.user
    if not user.is_authenticated or claims["sub"] != user.eoffice_subject:
        raise oidc.OidcError("other_person")
    proven_at = claims.get("auth_time")
    if not isinstance(proven_at, int) or proven_at < flow.at - oidc.LEEWAY:
        raise oidc.OidcError("not_fresh")
    record_authentication(request, user, eoffice.SESSION, reauthenticated=True)
    request.GET = QueryDict(urlencode({"next": flow.next}))
    resumed: HttpResponseBase | None = resume_request(request)
    return resumed or redirect("home")


def _refuse(request: HttpRequest, code: str) -> HttpResponse:
    eoffice.note_refusal(code)
    return turned_away(request, _("Jawaban e-office tidak dapat dipercaya, jadi Anda belum masuk. Coba sekali lagi."))


def _no_answer() -> str:
    return _("E-office tidak menjawab. Coba beberapa menit lagi.")
