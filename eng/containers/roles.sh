#!/bin/bash
# Run once by PostgreSQL's image on an empty volume: the three roles, and the database that belongs to the first.
set -euo pipefail

psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  -v owner="$SHOP_OWNER_PASSWORD" -v app="$SHOP_APP_PASSWORD" -v worker="$SHOP_WORKER_PASSWORD" <<'SQL'
create role shop_owner login password :'owner';
create role shop_app login password :'app';
create role shop_worker login password :'worker';
create database shop owner shop_owner;
SQL
