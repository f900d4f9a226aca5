-- Once per database, as its owner, before the first migration.
ALTER DEFAULT PRIVILEGES FOR ROLE samplan_owner IN SCHEMA public
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO samplan_app;
ALTER DEFAULT PRIVILEGES FOR ROLE samplan_owner IN SCHEMA public
  GRANT USAGE, SELECT ON SEQUENCES TO samplan_app;
GRANT USAGE ON SCHEMA public TO samplan_app;
GRANT USAGE, CREATE ON SCHEMA public TO samplan_audit;
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
