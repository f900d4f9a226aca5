-- Once per database server, as its superuser. Real servers add passwords.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'samplan_owner') THEN
    CREATE ROLE samplan_owner LOGIN CREATEDB;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'samplan_audit') THEN
    CREATE ROLE samplan_audit NOLOGIN;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'samplan_app') THEN
    CREATE ROLE samplan_app LOGIN;
  END IF;
END $$;
GRANT samplan_audit TO samplan_owner WITH INHERIT TRUE, SET TRUE;
