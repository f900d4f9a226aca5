"""A transaction takes a chain that nobody holds, so that it never waits in the log.

By backend alone, two backends of the same chain could wait for each other: one for the chain, the
other for a row that the first had changed.
"""

from django.db import migrations

FUNCTION = """
CREATE OR REPLACE FUNCTION audit_append(events jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public
SET timezone = 'UTC'
AS $$
DECLARE
  own_shard smallint;
  moment timestamptz := clock_timestamp();
  place bigint;
  link bytea;
  event jsonb;
BEGIN
  SELECT shard, number, hash INTO own_shard, place, link FROM audit_head
  WHERE shard = pg_backend_pid() % 64 FOR UPDATE SKIP LOCKED;
  IF NOT FOUND THEN
    SELECT shard, number, hash INTO own_shard, place, link FROM audit_head
    ORDER BY shard LIMIT 1 FOR UPDATE SKIP LOCKED;
  END IF;
  IF NOT FOUND THEN -- all are held: more transactions write at once than there are chains
    SELECT shard, number, hash INTO STRICT own_shard, place, link FROM audit_head
    WHERE shard = pg_backend_pid() % 64 FOR UPDATE;
  END IF;
  FOR event IN SELECT value FROM jsonb_array_elements(events) LOOP
    place := place + 1;
    link := sha256(link || audit_text(own_shard, place, moment, event));
    INSERT INTO audit_event (id, shard, number, at, kind, patient, unit, body, hash)
    VALUES (uuidv7(), own_shard, place, moment, event->>'kind', event->>'patient',
            event->>'unit', event, link);
  END LOOP;
  UPDATE audit_head SET number = place, hash = link WHERE shard = own_shard;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunSQL(FUNCTION, migrations.RunSQL.noop)]
