from django.db import migrations

PROTECT = """
CREATE TRIGGER core_logentry_never_emptied BEFORE TRUNCATE ON core_logentry
    FOR EACH STATEMENT EXECUTE FUNCTION core_refuse_change_of_log();
"""
UNPROTECT = "DROP TRIGGER core_logentry_never_emptied ON core_logentry"


class Migration(migrations.Migration):
    dependencies = [("core", "0011_retention_periods")]
    operations = [migrations.RunSQL(PROTECT, UNPROTECT)]
