#!/bin/sh
# Run once, by the image, in an empty cluster: the owner of the tables and the role of the application.
set -eu

psql --username postgres --set ON_ERROR_STOP=1 \
    --set owner_password="$OWNER_PASSWORD" --set application_password="$APPLICATION_PASSWORD" <<'SQL'
CREATE ROLE simetro_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE simetro_app LOGIN PASSWORD :'application_password';
CREATE DATABASE simetro OWNER simetro_owner;
REVOKE ALL ON DATABASE simetro FROM PUBLIC;
GRANT CONNECT ON DATABASE simetro TO simetro_app;
SQL
