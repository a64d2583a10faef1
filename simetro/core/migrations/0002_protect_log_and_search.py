from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations

PROTECT = """
CREATE FUNCTION core_refuse_change_of_log() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the log is only added to' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER core_logentry_only_added BEFORE UPDATE OR DELETE ON core_logentry
    FOR EACH ROW EXECUTE FUNCTION core_refuse_change_of_log();
"""
UNPROTECT = """
DROP TRIGGER core_logentry_only_added ON core_logentry;
DROP FUNCTION core_refuse_change_of_log();
"""


# Counts of a minute need not survive a crash, and so cost no wait for the disk.
QUICK = "ALTER TABLE core_ratecount SET UNLOGGED"
DURABLE = "ALTER TABLE core_ratecount SET LOGGED"


class Migration(migrations.Migration):
    dependencies = [("core", "0001_people_and_records")]
    operations = [TrigramExtension(), migrations.RunSQL(PROTECT, UNPROTECT), migrations.RunSQL(QUICK, DURABLE)]
