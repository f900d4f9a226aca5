"""Tables owned by samplan_audit, and the one function that writes them."""

from django.db import migrations, models

SHARDS = 64

FUNCTION = f"""
CREATE FUNCTION audit_append(events jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public
SET timezone = 'UTC'
AS $$
DECLARE
  -- by backend: a transaction takes one head lock, so two can never wait for each other
  own_shard smallint := pg_backend_pid() % {SHARDS};
  moment timestamptz := clock_timestamp();
  place bigint;
  link bytea;
  event jsonb;
BEGIN
  SELECT number, hash INTO place, link FROM audit_head WHERE shard = own_shard FOR UPDATE;
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

TEXT = """
CREATE FUNCTION audit_text(shard smallint, number bigint, at timestamptz, body jsonb)
RETURNS bytea LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog
AS $$
  SELECT convert_to(jsonb_build_array(shard, number,
    (extract(epoch FROM at) * 1000000)::bigint, body)::text, 'UTF8')
$$;
"""

HEADS = f"""
INSERT INTO audit_head (shard, number, hash)
SELECT n, 0, sha256(convert_to('samplan audit chain ' || n, 'UTF8'))
FROM generate_series(0, {SHARDS - 1}) AS n;
"""

OWNERS = """
ALTER TABLE audit_event OWNER TO samplan_audit;
ALTER TABLE audit_head OWNER TO samplan_audit;
ALTER FUNCTION audit_append(jsonb) OWNER TO samplan_audit;
ALTER FUNCTION audit_text(smallint, bigint, timestamptz, jsonb) OWNER TO samplan_audit;
REVOKE ALL ON audit_event, audit_head FROM samplan_app, PUBLIC;
GRANT SELECT ON audit_event, audit_head TO samplan_app;
REVOKE ALL ON FUNCTION audit_append(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit_append(jsonb) TO samplan_app, samplan_owner;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []

    operations = [
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("shard", models.PositiveSmallIntegerField()),
                ("number", models.PositiveBigIntegerField()),
                ("at", models.DateTimeField()),
                ("kind", models.TextField()),
                ("patient", models.TextField(null=True)),
                ("unit", models.TextField(null=True)),
                ("body", models.JSONField()),
                ("hash", models.BinaryField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["patient", "-at", "-id"], name="event_by_patient"),
                    models.Index(fields=["unit", "-at", "-id"], name="event_by_unit"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("shard", "number"), name="event_has_its_own_place"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Head",
            fields=[
                ("shard", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ("number", models.PositiveBigIntegerField(default=0)),
                ("hash", models.BinaryField()),
            ],
        ),
        migrations.RunSQL(TEXT, "DROP FUNCTION audit_text(smallint, bigint, timestamptz, jsonb)"),
        migrations.RunSQL(FUNCTION, "DROP FUNCTION audit_append(jsonb)"),
        migrations.RunSQL(HEADS, migrations.RunSQL.noop),
        migrations.RunSQL(OWNERS, migrations.RunSQL.noop),
    ]
