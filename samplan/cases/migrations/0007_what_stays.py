from django.db import migrations

# Also a DELETE written by hand meets these. TRUNCATE is the owner's, whom no trigger stops.
CASES_STAY = """
CREATE FUNCTION cases_undelivered_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  held cases_case%ROWTYPE;
BEGIN
  IF TG_TABLE_NAME = 'cases_case' THEN
    held := OLD;
  ELSE
    SELECT * INTO held FROM cases_case WHERE id = OLD.case_id;
    IF NOT FOUND THEN
      RETURN OLD;
    END IF;
  END IF;
  IF held.closed_at IS NULL OR held.delivered_at IS NULL OR held.delivered_at < held.changed_at THEN
    RAISE EXCEPTION 'A case stays until it is ended and delivered to the record'
      USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (
    SELECT FROM cases_preservation WHERE case_id = held.id AND released_at IS NULL
  ) THEN
    RAISE EXCEPTION 'A case that is held back stays' USING ERRCODE = 'check_violation';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER undelivered_case_stays BEFORE DELETE ON cases_case
  FOR EACH ROW EXECUTE FUNCTION cases_undelivered_stays();
CREATE TRIGGER undelivered_message_stays BEFORE DELETE ON cases_message
  FOR EACH ROW EXECUTE FUNCTION cases_undelivered_stays();
"""
CASES_GO = """
DROP TRIGGER undelivered_message_stays ON cases_message;
DROP TRIGGER undelivered_case_stays ON cases_case;
DROP FUNCTION cases_undelivered_stays();
"""
NEVER_CHANGED = """
CREATE FUNCTION cases_kept_as_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'What was decided and what was removed stands as it was written'
    USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER retention_decision_stays BEFORE UPDATE OR DELETE ON cases_retentiondecision
  FOR EACH ROW EXECUTE FUNCTION cases_kept_as_written();
CREATE TRIGGER removal_log_stays BEFORE UPDATE OR DELETE ON cases_removallog
  FOR EACH ROW EXECUTE FUNCTION cases_kept_as_written();
"""
CHANGED = """
DROP TRIGGER removal_log_stays ON cases_removallog;
DROP TRIGGER retention_decision_stays ON cases_retentiondecision;
DROP FUNCTION cases_kept_as_written();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_keeping")]

    operations = [
        migrations.RunSQL(CASES_STAY, CASES_GO),
        migrations.RunSQL(NEVER_CHANGED, CHANGED),
    ]
