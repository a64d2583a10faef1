from typing import Any

from django.contrib import admin

from services import actions
from services.forms.reference import StandardForm
from services.models import Standard
from simetro.core.admin_site import ReferenceAdmin


@admin.register(Standard)
class StandardAdmin(ReferenceAdmin):
    form = StandardForm
    list_display = ("name", "accuracy_class", "certificate_number", "valid_until", "kind_names")

    def save_model(self, request: Any, obj: Standard, form: Any, change: bool) -> None:
        actions.save_standard(by=request.user, standard=obj)
