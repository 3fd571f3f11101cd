#!/bin/sh
# Runs once, when the PostgreSQL container makes its data. POSTGRES_USER is a superuser, whom no policy
# binds, so the product never connects as that: an owner migrates, two logins take the role `sunhand_web`.
set -eu
psql --no-psqlrc --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres \
    --set owner="$SUNHAND_OWNER_PASSWORD" --set web="$SUNHAND_WEB_PASSWORD" \
    --set worker="$SUNHAND_WORKER_PASSWORD" <<'SQL'
CREATE ROLE sunhand_web NOLOGIN;
CREATE ROLE sunhand_dispatch NOLOGIN;
CREATE ROLE sunhand_owner LOGIN PASSWORD :'owner';
CREATE ROLE sunhand_web_login LOGIN NOINHERIT PASSWORD :'web' IN ROLE sunhand_web;
CREATE ROLE sunhand_worker_login LOGIN NOINHERIT PASSWORD :'worker' IN ROLE sunhand_web, sunhand_dispatch;
CREATE DATABASE sunhand OWNER sunhand_owner;
REVOKE ALL ON DATABASE sunhand FROM PUBLIC;
GRANT CONNECT ON DATABASE sunhand TO sunhand_web_login, sunhand_worker_login;
SQL
