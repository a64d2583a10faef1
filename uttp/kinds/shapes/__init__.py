"""The tests of a kind, one class for each shape that the readings of a test can have.

A shape says where its readings stand; what a form asks, what was typed, what is shown and what the browser is told
follow from that, here and once. Nothing outside asks a test which shape it has.

shape        observations                             boxes of a form
Checklist    {item: bool}                             visual-nameplate
Value        one quantity                             zero_error
Record       {field: ...}                             tare-base, repeatability-indications-0
Rows         [{column: ...}]                          accuracy-0-load
RecordRows   {field: ..., "rows": [{column: ...}]}    eccentricity-load, eccentricity-0-indication
"""

from uttp.kinds.shapes.base import KindTest
from uttp.kinds.shapes.checklist import Checklist
from uttp.kinds.shapes.place import Form, ReadingPlace
from uttp.kinds.shapes.record import Record
from uttp.kinds.shapes.rows import RecordRows, Rows
from uttp.kinds.shapes.value import Derived, Value

__all__ = ["Checklist", "Derived", "Form", "KindTest", "ReadingPlace", "Record", "RecordRows", "Rows", "Value"]
