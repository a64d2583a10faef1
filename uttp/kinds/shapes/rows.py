from typing import ClassVar

from uttp.kinds.shapes.base import KindTest
from uttp.kinds.shapes.place import WHOLE


class Rows(KindTest):
    is_whole: ClassVar[bool] = True
    rows_key: ClassVar[str | None] = WHOLE


class RecordRows(KindTest):
    rows_key: ClassVar[str | None] = "rows"
