"""What the desk does with a document: draft, submit, discard, ask to withdraw."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from certificates import actions
from certificates.forms import ChangeForm, DraftForm
from certificates.models import Certificate
from certificates.views.detail import button, certificate_or_404
from simetro.core.access.guards import SignedIn, allowed
from simetro.core.kit.errors import DomainError
from simetro.core.web.forms import ReasonForm
from simetro.core.web.pages import confirm, post_data, posted_version, press, show_form, succeeded

DESK = "certificates.draft_certificate"


def reason_form(request: SignedIn, certificate: Certificate) -> ReasonForm:
    return ReasonForm(post_data(request), initial={"version": certificate.version})


@allowed(DESK)
@button
def draft(request: SignedIn) -> HttpResponseRedirect:
    form = DraftForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors["verifications"])))
        return redirect("certificate_tab", "perlu-disusun")
    try:
        certificate = actions.draft_certificate(by=request.user, verifications=list(form.cleaned_data["verifications"]))
    except DomainError as error:
        messages.error(request, error.detail)
        return redirect("certificate_tab", "perlu-disusun")
    messages.success(request, _("Draf tersusun. Periksa isinya, lalu kirim ke verifikasi berjenjang."))
    return redirect(certificate.get_absolute_url())


@allowed(DESK)
def change(request: SignedIn, id: int) -> HttpResponse:
    certificate = certificate_or_404(request, id)
    initial = {name: getattr(certificate, name) for name in ChangeForm.base_fields}
    form = ChangeForm(post_data(request), initial=initial)
    if succeeded(
        form, lambda: actions.change_certificate(by=request.user, certificate=certificate, **form.cleaned_data)
    ):
        messages.success(request, _("Perubahan tersimpan. Periksa pratinjaunya, lalu kirim ke verifikasi berjenjang."))
        return redirect(certificate.get_absolute_url())
    return show_form(request, "certificates/pages/change.html", form, certificate=certificate)


@allowed(DESK)
@button
def submit(request: SignedIn, id: int) -> HttpResponseRedirect:
    certificate = certificate_or_404(request, id)
    version = posted_version(request)
    return press(
        request,
        partial(actions.submit_certificate, by=request.user, certificate=certificate, version=version),
        back=certificate.get_absolute_url(),
        done=_("Terkirim. Jenjang pertama sudah diberi tahu; Anda melihat di sini siapa yang sudah menyetujui."),
    )


@allowed(DESK)
def discard(request: SignedIn, id: int) -> HttpResponse:
    certificate = certificate_or_404(request, id)
    return confirm(
        request,
        reason_form(request, certificate),
        partial(actions.discard_certificate, by=request.user, certificate=certificate),
        title=_("Buang surat ini?"),
        what=_("Draf ini tidak dapat dipakai lagi. Pengujiannya kembali ke “Perlu disusun”."),
        verb=_("Buang"),
        back=certificate.get_absolute_url(),
        done=_("Surat dibuang. Pengujiannya kembali ke “Perlu disusun”."),
        danger=True,
    )


@allowed(DESK)
def ask_to_revoke(request: SignedIn, id: int) -> HttpResponse:
    certificate = certificate_or_404(request, id)
    return confirm(
        request,
        reason_form(request, certificate),
        partial(actions.revoke_certificate, by=request.user, certificate=certificate),
        title=_("Minta pencabutan surat"),
        what=_("Penandatangan terakhir memutuskan. Setelah dicabut, halaman verifikasi menyebut surat ini dicabut."),
        verb=_("Minta pencabutan"),
        back=certificate.get_absolute_url(),
        done=_("Permintaan pencabutan tercatat dan menunggu keputusan penandatangan terakhir."),
        danger=True,
    )


@allowed(DESK)
def ask_to_replace(request: SignedIn, id: int) -> HttpResponse:
    certificate = certificate_or_404(request, id)
    return confirm(
        request,
        reason_form(request, certificate),
        partial(actions.replace_certificate, by=request.user, certificate=certificate),
        title=_("Minta penggantian surat"),
        what=_(
            "Bila penandatangan terakhir setuju, draf pengganti dibuat. Surat ini berlaku sampai penggantinya terbit."
        ),
        verb=_("Minta penggantian"),
        back=certificate.get_absolute_url(),
        done=_("Permintaan penggantian tercatat dan menunggu keputusan penandatangan terakhir."),
    )
