from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from simetro.core.accounts.actions import save_user
from simetro.core.accounts.forms import UserForm
from simetro.core.accounts.people import people
from simetro.core.db.numbering import check_templates
from simetro.core.models import Delivery, MutedAddress, NumberSeries, Office, User
from simetro.core.models.record import DeliveryState
from simetro.core.outbox import deliveries
from simetro.core.outbox.mail import unmute
from simetro.core.settings.admin_site import ReadOnlyAdmin, ReferenceAdmin
from simetro.core.settings.office import save_office
from simetro.core.settings.reference import Reference, references
from simetro.core.web.forms import ReferenceForm


@admin.register(User)
class UserAdmin(ReferenceAdmin):
    form = UserForm
    list_display = ("username", "name", "roles", "is_active")
    search_fields = ("username", "name")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return people()

    @admin.display(description=_("peran"))
    def roles(self, user: User) -> str:
        return user.role_label

    def save_model(self, request: Any, obj: User, form: UserForm, change: bool) -> None:
        data = form.cleaned_data
        save_user(by=request.user, user=obj, roles=data["roles"], password=data["new_password"])


class OfficeAdminForm(ReferenceForm):
    def check(self) -> None:
        check_templates(self.instance)


@admin.register(Office)
class OfficeAdmin(ReferenceAdmin):
    form = OfficeAdminForm

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not Office.objects.exists()

    def save_model(self, request: Any, obj: Office, form: Any, change: bool) -> None:
        save_office(by=request.user, office=obj)


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
            deliveries.retry(delivery)
        messages.success(request, _("Pengiriman yang gagal akan dicoba lagi dalam satu menit."))


@admin.register(MutedAddress)
class MutedAddressAdmin(ReadOnlyAdmin):
    list_display = ("email", "why", "since")
    list_filter = ("why",)
    search_fields = ("email",)
    actions = ("send_again",)

    @admin.action(description=_("Kirimi lagi yang dipilih"))
    def send_again(self, request: Any, chosen: QuerySet[MutedAddress]) -> None:
        unmute(by=request.user, addresses=list(chosen))
        messages.success(request, _("Alamat yang dipilih dikirimi lagi."))


def _register(reference: Reference) -> None:
    """Registers reference data in `/admin/` with the same rows, form and action as its settings page."""

    class DeclaredAdmin(ReferenceAdmin):
        form = reference.form
        list_display = tuple(field.name for field in reference.model._meta.fields if field.name != "id")

        def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
            return reference.rows()

        def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
            return reference.begin(request.GET.dict())

        def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
            return not reference.is_fixed and super().has_change_permission(request, obj)

        def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
            reference.save(request.user, form)

    admin.site.register(reference.model, DeclaredAdmin)


for declared in references().values():
    _register(declared)

if admin.site.is_registered(Group):
    admin.site.unregister(Group)
