"""The pages where the desk plans, runs and reports market sessions."""

from operator import attrgetter

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from services.authority.queries import active_penera
from services.enums import SIDANG_MOVES, TAKES_CHANGES, SidangStatus
from services.models import Sidang
from services.sidang.actions.sidang import announce_sidang, cancel_sidang, change_sidang, close_sidang, plan_sidang
from services.sidang.forms.sidang import (
    ChangeSidangForm,
    NewSidangForm,
    SidangFilter,
)
from services.sidang.queries.registrations import expected_registrations
from services.sidang.queries.sidang import attendance, sidang_like, uncalled_orders
from services.sidang.report import report_of
from simetro.core.access.guards import SignedIn, allowed
from simetro.core.log.audit import history_of
from simetro.core.log.timeline import timeline_of
from simetro.core.web.forms import ReasonForm, VersionedForm
from simetro.core.web.listing import chips_for, page_of
from simetro.core.web.pages import confirm, created, post_data, posted_version, press, show_form, succeeded
from simetro.core.web.related_rows import related_to

VIEW, CHANGE = "services.view_sidang", "services.change_sidang"
OWNERS_SHOWN = 10
ATTENDANCE = 100
OWNER = attrgetter("owner_id")


@require_safe
@allowed(VIEW)
def listed(request: SignedIn) -> HttpResponse:
    filters = SidangFilter(request.GET)
    context = {
        "filters": filters,
        "chips": chips_for(request, "status", SidangStatus.choices),
        "page_obj": page_of(request, sidang_like(**filters.wanted)),
    }
    return render(request, "services/sidang/list.html", context)


@require_safe
@allowed(VIEW)
def detail(request: SignedIn, id: int) -> HttpResponse:
    sidang, today = sidang_or_404(id), timezone.localdate()
    report = report_of(sidang)
    moves = SIDANG_MOVES[SidangStatus(sidang.status)]
    context = {
        "sidang": sidang,
        "report": report,
        "page_obj": page_of(request, attendance(sidang), ATTENDANCE, whose=OWNER, count=report.orders),
        "expected": expected_registrations(sidang)[:ATTENDANCE],
        "related": related_to(sidang, request.user),
        "entries": timeline_of(history_of(sidang)),
        "is_on": sidang.is_on(today),
        "letter": getattr(sidang, "assignment_letter", None),
        "can_announce": SidangStatus.ANNOUNCED in moves,
        "can_change": sidang.status in TAKES_CHANGES,
        "can_close": SidangStatus.CLOSED in moves and sidang.starts_on <= today,
        "can_cancel": SidangStatus.CANCELLED in moves,
    }
    return render(request, "services/sidang/detail.html", context)


@allowed(CHANGE)
def new(request: SignedIn) -> HttpResponse:
    form = NewSidangForm(post_data(request), penera=active_penera())
    if sidang := created(request, form, Sidang, lambda: plan_sidang(by=request.user, **form.facts())):
        return _saved(request, sidang)
    title, back = _("Rencanakan sidang"), reverse("sidang_list")
    return show_form(request, "services/sidang/form.html", form, title=title, cancel_url=back)


@allowed(CHANGE)
def change(request: SignedIn, id: int) -> HttpResponse:
    sidang = sidang_or_404(id)
    form = ChangeSidangForm(post_data(request), penera=active_penera(), sidang=sidang)
    if succeeded(form, lambda: change_sidang(by=request.user, sidang=sidang, **form.facts())):
        return _saved(request, sidang)
    title, back = _("Ubah sidang"), sidang.get_absolute_url()
    return show_form(request, "services/sidang/form.html", form, title=title, cancel_url=back)


def _saved(request: SignedIn, sidang: Sidang) -> HttpResponse:
    messages.success(request, _("Sidang “%(name)s” tersimpan.") % {"name": sidang})
    return redirect(sidang.get_absolute_url())


@require_POST
@allowed(CHANGE)
def announce(request: SignedIn, id: int) -> HttpResponse:
    sidang = sidang_or_404(id)
    version = posted_version(request)
    return press(
        request,
        lambda: announce_sidang(by=request.user, sidang=sidang, version=version),
        back=sidang.get_absolute_url(),
        done=_("Sidang diumumkan. Jadwalnya tampil di halaman publik, dan UTTP dapat didaftarkan."),
    )


@allowed(CHANGE)
def close(request: SignedIn, id: int) -> HttpResponse:
    sidang = sidang_or_404(id)
    return confirm(
        request,
        VersionedForm(post_data(request), initial={"version": sidang.version}),
        lambda **typed: close_sidang(by=request.user, sidang=sidang, **typed),
        title=_("Tutup sidang"),
        what=_("Setelah ditutup, tidak ada lagi yang dapat didaftarkan atau dicatat hadir di %(name)s.")
        % {"name": sidang},
        verb=_("Tutup sidang"),
        back=sidang.get_absolute_url(),
        done=_("Sidang ditutup. Laporannya ada di halaman ini."),
    )


@allowed(CHANGE)
def cancel(request: SignedIn, id: int) -> HttpResponse:
    sidang = sidang_or_404(id)
    named = {"name": sidang, "count": uncalled_orders(sidang).count()}
    return confirm(
        request,
        ReasonForm(post_data(request), initial={"version": sidang.version}),
        lambda **typed: cancel_sidang(by=request.user, sidang=sidang, **typed),
        title=_("Batalkan sidang"),
        what=_(
            "%(name)s dibatalkan bersama %(count)s order yang belum diuji. Pemilik yang punya e-mail mendapat "
            "kabar; yang lain hubungi dari halaman ordernya."
        )
        % named,
        verb=_("Batalkan sidang"),
        back=sidang.get_absolute_url(),
        done=_("%(name)s dibatalkan.") % named,
        danger=True,
    )


def sidang_or_404(id: int) -> Sidang:
    return get_object_or_404(Sidang.objects.select_related("assignment_letter").prefetch_related("penera"), pk=id)
