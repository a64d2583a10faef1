from typing import Any

from django.contrib import admin

from services import actions
from services.forms.reference import CompetenceForm, KindTimeForm, ScopeForm, StandardForm
from services.models import Competence, KindTime, Scope, ServiceDay, StampKind, Standard
from simetro.core.admin_site import ReferenceAdmin


@admin.register(Standard)
class StandardAdmin(ReferenceAdmin):
    form = StandardForm
    list_display = ("name", "accuracy_class", "certificate_number", "valid_until", "kind_names")

    def save_model(self, request: Any, obj: Standard, form: Any, change: bool) -> None:
        actions.save_standard(by=request.user, standard=obj)


@admin.register(Competence)
class CompetenceAdmin(ReferenceAdmin):
    form = CompetenceForm
    list_display = ("person", "letter_number", "since", "until", "kind_names")
    list_select_related = ("person",)

    def save_model(self, request: Any, obj: Competence, form: Any, change: bool) -> None:
        actions.save_competence(by=request.user, competence=obj)


@admin.register(ServiceDay)
class ServiceDayAdmin(ReferenceAdmin):
    list_display = ("on", "minutes", "districts", "note")

    def save_model(self, request: Any, obj: ServiceDay, form: Any, change: bool) -> None:
        actions.save_service_day(by=request.user, day=obj)


@admin.register(KindTime)
class KindTimeAdmin(ReferenceAdmin):
    form = KindTimeForm
    list_display = ("kind_code", "minutes")

    def save_model(self, request: Any, obj: KindTime, form: Any, change: bool) -> None:
        actions.save_kind_time(by=request.user, time=obj)


@admin.register(StampKind)
class StampKindAdmin(ReferenceAdmin):
    list_display = ("code", "name", "unit", "low_water")

    def save_model(self, request: Any, obj: StampKind, form: Any, change: bool) -> None:
        actions.save_stamp_kind(by=request.user, kind=obj)


@admin.register(Scope)
class ScopeAdmin(ReferenceAdmin):
    form = ScopeForm
    list_display = ("letter_number", "since", "until", "kind_names")

    def save_model(self, request: Any, obj: Scope, form: Any, change: bool) -> None:
        actions.save_scope(by=request.user, scope=obj)
