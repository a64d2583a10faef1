"""Reference data: what an app declares in its hooks has pages and a place in `/admin/`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Model, QuerySet
from django.urls import reverse_lazy

from simetro.core.hooks import all_hooks
from simetro.core.kit.text import Text
from simetro.core.models import User
from simetro.core.settings.setup import Setting, SettingGroup, Standing
from simetro.core.web.forms import ReferenceForm


@dataclass(frozen=True)
class ReferenceColumn:
    """One fact of a row. The first of a list is the name by which one knows the row."""

    label: Text
    of: Callable[[Any], Any]
    css: str = ""


@dataclass(frozen=True, kw_only=True)
class Reference:
    """`noun` stands in addresses. `save` and `remove` call an action, which writes the log.

    What is `fixed` is added and never changed; without `remove` it is never taken away.
    """

    noun: str
    order: int
    group: SettingGroup
    title: Text
    what: Text
    icon: str
    add: Text
    form: type[ReferenceForm]
    rows: Callable[[], QuerySet[Any]]
    columns: Sequence[ReferenceColumn]
    save: Callable[[User, ReferenceForm], Model]
    remove: Callable[[User, Any, str], None] | None = None
    standing: Callable[[], Standing] | None = None
    initial: Callable[[dict[str, str]], dict[str, Any]] | None = None
    is_fixed: bool = False

    @property
    def model(self) -> type[Model]:
        model: type[Model] = self.form._meta.model
        return model

    def name_of(self, row: Any) -> str:
        return str(self.columns[0].of(row))

    def begin(self, asked: dict[str, str]) -> dict[str, Any]:
        """The initial values of a new row; `asked`: the query of the page's address."""
        return self.initial(asked) if self.initial else asked

    @property
    def setting(self) -> Setting:
        return Setting(
            order=self.order,
            group=self.group,
            title=self.title,
            what=self.what,
            icon=self.icon,
            url=reverse_lazy("reference_list", args=[self.noun]),
            standing=self.standing,
        )


@cache
def references() -> dict[str, Reference]:
    """All reference data of the apps, by noun."""
    return {reference.noun: reference for hooks in all_hooks() for reference in hooks.reference_data}
