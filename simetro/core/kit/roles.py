from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """Roles are groups of the same name; what a role may do is declared by each app in its `rights.py`."""

    SUPER_ADMIN = "super_admin", _("Super admin")
    ADMIN = "admin", _("Admin")
    PENERA = "penera", _("Penera")
    SIGNATORY = "signatory", _("Penandatangan")
    OWNER = "owner", _("Pemilik UTTP")


STAFF = frozenset({Role.SUPER_ADMIN, Role.ADMIN, Role.PENERA, Role.SIGNATORY})
DESK = frozenset({Role.SUPER_ADMIN, Role.ADMIN})

# Permission ("app.codename") -> the roles that hold it.
Rights = dict[str, frozenset[Role]]
