"""`/admin/` shows reference data to super admins and saves it through actions; all else there is read-only."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

RIGHT = "core.manage_reference_data"


class Site(admin.AdminSite):
    site_header = site_title = "Simetro"
    index_title = _("Data acuan")

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(RIGHT)

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Sends to the one sign-in page; whoever is signed in already may not enter here and is told so."""
        from simetro.core.kit.errors import Forbidden  # translated text is not ready when the site is made

        if request.user.is_authenticated:
            raise Forbidden
        return redirect_to_login(request.GET.get("next", request.get_full_path()))


class ReadOnlyAdmin(admin.ModelAdmin):
    show_full_result_count = False
    actions: Any = ()

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return request.user.has_perm(RIGHT)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(RIGHT)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


class ReferenceAdmin(ReadOnlyAdmin):
    """Rows can be added and changed, never deleted. `save_model` calls the action, which writes the log."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(RIGHT)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return request.user.has_perm(RIGHT)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Does nothing: the office's log has the entry already."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Does nothing: the office's log has the entry already."""
