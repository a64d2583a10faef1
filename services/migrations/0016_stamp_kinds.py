from django.db import migrations

# What the kinds of instruments ask for; an office adds its own in /admin/.
KINDS = (
    ("SL4", "Tanda sah lemping 4 mm", "buah"),
    ("SL6", "Tanda sah lemping 6 mm", "buah"),
    ("SP6", "Tanda sah plombir 6 mm", "buah"),
    ("JP8", "Tanda jaminan plombir 8 mm", "buah"),
    ("D4", "Tanda daerah 4 mm", "buah"),
    ("D8", "Tanda daerah 8 mm", "buah"),
    ("H", "Tanda pegawai berhak", "buah"),
    ("BATAL", "Tanda batal", "buah"),
    ("STIKER", "Stiker tanda tera", "lembar"),
)
PROTECT = """
CREATE FUNCTION services_refuse_change_of_stampmove() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the stamp ledger is only added to' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER services_stampmove_only_added BEFORE UPDATE OR DELETE ON services_stampmove
    FOR EACH ROW EXECUTE FUNCTION services_refuse_change_of_stampmove();
"""
UNPROTECT = """
DROP TRIGGER services_stampmove_only_added ON services_stampmove;
DROP FUNCTION services_refuse_change_of_stampmove();
"""


def add_kinds(apps, schema_editor):
    model = apps.get_model("services", "StampKind")
    model.objects.bulk_create(model(code=code, name=name, unit=unit) for code, name, unit in KINDS)


class Migration(migrations.Migration):
    dependencies = [("services", "0015_stamp_ledger")]

    operations = [
        migrations.RunSQL(PROTECT, UNPROTECT),
        migrations.RunPython(add_kinds, migrations.RunPython.noop),
    ]
