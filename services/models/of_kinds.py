from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from uttp.names import names_of


class OfKinds(models.Model):
    """A row that holds for some kinds of instruments, at least one."""

    kinds = ArrayField(models.CharField(max_length=40), verbose_name=_("jenis UTTP"))

    class Meta:
        abstract = True
        constraints = [models.CheckConstraint(condition=~models.Q(kinds=[]), name="%(class)s_names_a_kind")]

    def covers(self, kind_code: str) -> bool:
        return kind_code in self.kinds

    @property
    def kind_names(self) -> str:
        return names_of(self.kinds)
