"""Items of closed orders end with them, and an instrument stays on one open order only.

What is withdrawn, ended or given up here is told in the log, with the reason.
"""

from collections import defaultdict

from django.db import migrations, models
from django.utils import timezone

CLOSED = ("rejected", "cancelled")
BEFORE_TESTING = ("submitted", "accepted", "scheduled")
# How far an item is; of two that are equally far the one whose order is further counts, then the older one.
FARTHEST_ITEM = ("waiting", "testing", "in_repair")
FARTHEST_ORDER = (*BEFORE_TESTING, "testing", "tested", "certifying", "completed")
WITH_ITS_ORDER = "Order ini sudah ditolak atau dibatalkan."
ELSEWHERE = "UTTP ini tetap pada order {number}; satu UTTP hanya berada pada satu order yang belum selesai."


def end_items(apps, schema_editor):
    _end_closed(apps)
    _part_doubles(apps)


def _end_closed(apps):
    waiting = apps.get_model("services", "OrderItem").objects.filter(status="waiting", order__status__in=CLOSED)
    ended = defaultdict(int)
    for order in waiting.values_list("order", flat=True):
        ended[order] += 1
    waiting.update(status="ended", version=models.F("version") + 1)
    for order, number in ended.items():
        _log(apps, "services.end_items", order, items=number, reason=WITH_ITS_ORDER)


def _part_doubles(apps):
    items = apps.get_model("services", "OrderItem").objects.filter(status__in=FARTHEST_ITEM).select_related("order")
    twice = items.order_by().values("instrument").annotate(n=models.Count("pk")).filter(n__gt=1).values("instrument")
    by_instrument = defaultdict(list)
    for item in items.filter(instrument__in=twice):
        by_instrument[item.instrument_id].append(item)
    touched = {}
    for doubles in by_instrument.values():
        kept = min(doubles, key=_comes_first)
        for item in doubles:
            if item.pk != kept.pk:
                touched[item.order_id] = ELSEWHERE.format(number=kept.order.transaction_number)
                _let_go(apps, item, touched[item.order_id])
    for order in apps.get_model("services", "Order").objects.filter(pk__in=touched).order_by("pk"):
        _settle(apps, order, touched[order.pk])


def _comes_first(item):
    return (-FARTHEST_ITEM.index(item.status), -FARTHEST_ORDER.index(item.order.status), item.order_id, item.pk)


def _let_go(apps, item, reason):
    """Withdraws an item. One that has a final result keeps it: its repair, or the test after it, is given up."""
    is_tested = item.verifications.filter(status="final").exists()
    if is_tested:
        out = apps.get_model("services", "Repair").objects.filter(item=item, came_back_on=None, given_up_on=None)
        out.update(given_up_on=timezone.localdate())
    item.status = "failed" if is_tested else "withdrawn"
    item.reason = reason
    item.version += 1
    item.save(update_fields=["status", "reason", "version"])
    verb = "services.give_up_repair" if is_tested else "services.withdraw_item"
    _log(apps, verb, item.order_id, item=item.pk, reason=reason)


def _settle(apps, order, reason):
    """The status that follows from the items that are left; an order without any is cancelled."""
    left = list(order.items.exclude(status__in=("withdrawn", "ended")))
    status = _status_from(left)
    if status is None or status == order.status:
        return
    order.status = status
    if status == "cancelled":
        order.closing_reason = reason
    now = timezone.now()
    setattr(order, f"{status}_at", now)
    if status == "completed":
        order.tested_at = order.tested_at or now
    order.version += 1
    order.save()
    _log(apps, f"services.order_{status}", order.pk, reason=reason)


def _status_from(left):
    if not left:
        return "cancelled"
    if any(item.status in FARTHEST_ITEM for item in left):
        return None if all(item.status == "waiting" for item in left) else "testing"
    asked = [item for item in left if item.certificate]
    if all(item.document == "issued" for item in asked):
        return "completed"
    return "certifying" if any(item.document != "none" for item in asked) else "tested"


def _log(apps, verb, order, **data):
    entries = apps.get_model("core", "LogEntry").objects
    entries.create(verb=verb, subject_type="services.order", subject_id=order, data=data)


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0015_answer_who_does_not_sign_in"),
        ("services", "0021_registration_by_form_token"),
    ]

    operations = [
        migrations.AlterField(
            model_name="orderitem",
            name="status",
            field=models.CharField(
                choices=[
                    ("waiting", "Menunggu"),
                    ("testing", "Sedang diuji"),
                    ("passed", "Sah"),
                    ("failed", "Batal"),
                    ("in_repair", "Diperbaiki"),
                    ("withdrawn", "Ditarik"),
                    ("ended", "Tidak jadi diuji"),
                ],
                default="waiting",
                max_length=10,
            ),
        ),
        migrations.RunPython(end_items, migrations.RunPython.noop),
    ]
