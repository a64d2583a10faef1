from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from simetro.core import actions, credentials, eoffice, outbox
from simetro.core.admin_site import ReadOnlyAdmin, ReferenceAdmin
from simetro.core.forms import ReferenceForm
from simetro.core.models import Delivery, LogEntry, MutedAddress, NumberSeries, Office, User
from simetro.core.models.record import DeliveryState
from simetro.core.numbering import check_templates
from simetro.core.roles import Role


class UserForm(forms.ModelForm):
    roles = forms.MultipleChoiceField(
        label=_("peran"), choices=Role.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    new_password = forms.CharField(
        label=_("kata sandi baru"), widget=forms.PasswordInput, required=False, help_text=_("Kosongkan bila tetap.")
    )

    class Meta:
        model = User
        fields = ("username", "name", "email", "nip", "rank", "is_active", "eoffice_username", "break_glass")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["roles"] = sorted(self.instance.roles)

    def clean_new_password(self) -> str:
        password: str = self.cleaned_data["new_password"]
        return actions.check_password(password, self.instance) if password else ""


@admin.register(User)
class UserAdmin(ReferenceAdmin):
    form = UserForm
    list_display = ("username", "name", "roles", "is_active")
    search_fields = ("username", "name")
    actions = ("take_factors", "unlink_eoffice")

    @admin.action(description=_("Matikan verifikasi dua langkah (faktor kedua hilang)"))
    def take_factors(self, request: Any, chosen: QuerySet[User]) -> None:
        taken = [user for user in chosen if credentials.take_factors(by=request.user, user=user)]
        names = ", ".join(user.name for user in taken) or "–"
        messages.success(request, _("Verifikasi dua langkah dimatikan untuk: %(names)s.") % {"names": names})

    @admin.action(description=_("Lepas hubungan dengan akun e-office"))
    def unlink_eoffice(self, request: Any, chosen: QuerySet[User]) -> None:
        for user in chosen.exclude(eoffice_subject=""):
            eoffice.unlink(by=request.user, user=user)
        messages.success(request, _("Hubungan dengan e-office dilepas."))

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return User.objects.prefetch_related("groups")

    @admin.display(description=_("peran"))
    def roles(self, user: User) -> str:
        return user.role_label

    def save_model(self, request: Any, obj: User, form: UserForm, change: bool) -> None:
        data = form.cleaned_data
        actions.save_user(by=request.user, user=obj, roles=data["roles"], password=data["new_password"])


class OfficeForm(ReferenceForm):
    def check(self) -> None:
        check_templates(self.instance)


@admin.register(Office)
class OfficeAdmin(ReferenceAdmin):
    form = OfficeForm

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not Office.objects.exists()

    def save_model(self, request: Any, obj: Office, form: Any, change: bool) -> None:
        actions.save_office(by=request.user, office=obj)


@admin.register(LogEntry)
class LogEntryAdmin(ReadOnlyAdmin):
    list_display = ("at", "actor", "verb", "subject_type", "subject_id")
    list_filter = ("subject_type",)
    list_select_related = ("actor",)
    search_fields = ("verb",)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("core.view_logentry")


@admin.register(NumberSeries)
class NumberSeriesAdmin(ReadOnlyAdmin):
    list_display = ("name", "year", "last")


@admin.register(Delivery)
class DeliveryAdmin(ReadOnlyAdmin):
    list_display = ("created_at", "topic", "state", "attempts", "last_error")
    list_filter = ("state", "topic")
    actions = ("try_again",)

    @admin.action(description=_("Coba lagi yang gagal"))
    def try_again(self, request: HttpRequest, chosen: QuerySet[Delivery]) -> None:
        for delivery in chosen.filter(state=DeliveryState.DEAD):
            outbox.retry(delivery)
        messages.success(request, _("Pengiriman yang gagal akan dicoba lagi dalam satu menit."))


@admin.register(MutedAddress)
class MutedAddressAdmin(ReadOnlyAdmin):
    list_display = ("email", "why", "since")
    list_filter = ("why",)
    search_fields = ("email",)
    actions = ("send_again",)

    @admin.action(description=_("Kirimi lagi yang dipilih"))
    def send_again(self, request: Any, chosen: QuerySet[MutedAddress]) -> None:
        actions.unmute(by=request.user, addresses=list(chosen))
        messages.success(request, _("Alamat yang dipilih dikirimi lagi."))


if admin.site.is_registered(Group):
    admin.site.unregister(Group)
