#!/bin/sh
# Runs once, when the PostgreSQL container makes its data. POSTGRES_USER is a superuser, whom no policy
# binds, so the product never connects as that: an owner migrates, two logins take the role `sunhand_web`.
set -eu
psql --no-psqlrc --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres \
    --set owner="$SUNHAND_OWNER_PASSWORD" --set web="$SUNHAND_WEB_PASSWORD" \
    --set worker="$SUNHAND_WORKER_PASSWORD" <<'SQL'
\connect template1
-- No login makes files in the database, writes beside its tables or reads what others ask: each database
-- made from now on has this. `tools/local/postgres.py` does the same.
DO $$
DECLARE f regprocedure;
BEGIN
    FOR f IN SELECT oid FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace AND proname ~
        '^(lo_.*|loread|lowrite|pg_logical_emit_message|pg_stat_get_activity|pg_stat_get_backend_activity|pg_(cancel|terminate)_backend)$'
    LOOP
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', f);
    END LOOP;
END $$;
\connect postgres
CREATE ROLE sunhand_web NOLOGIN;
CREATE ROLE sunhand_dispatch NOLOGIN;
CREATE ROLE sunhand_owner LOGIN PASSWORD :'owner';
CREATE ROLE sunhand_web_login LOGIN NOINHERIT PASSWORD :'web' IN ROLE sunhand_web;
CREATE ROLE sunhand_worker_login LOGIN NOINHERIT PASSWORD :'worker' IN ROLE sunhand_web, sunhand_dispatch;
-- Settings of the login, not of a session: a pooler in front of PostgreSQL hands sessions on.
ALTER ROLE sunhand_web_login SET statement_timeout = '5s';
ALTER ROLE sunhand_web_login SET lock_timeout = '3s';
ALTER ROLE sunhand_web_login SET idle_in_transaction_session_timeout = '30s';
ALTER ROLE sunhand_worker_login SET statement_timeout = '60s';
ALTER ROLE sunhand_worker_login SET lock_timeout = '10s';
ALTER ROLE sunhand_worker_login SET idle_in_transaction_session_timeout = '5min';
CREATE DATABASE sunhand OWNER sunhand_owner;
REVOKE ALL ON DATABASE sunhand FROM PUBLIC;
GRANT CONNECT ON DATABASE sunhand TO sunhand_web_login, sunhand_worker_login;
SQL
