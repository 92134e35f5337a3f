"""A database server as RDS gives one: TLS, a master user with a password, a database of a name.

    python -m embedded.server --folder DIR --port 5433 --certificate PEM --key PEM --master NAME --database NAME

reads the password from the first line of its input, and runs until that ends. Root owns nothing in it, as on RDS.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import ssl
import sys
from collections.abc import Sequence
from pathlib import Path

import psycopg
from psycopg import sql

from embedded.postgres import DURABLE, EmbeddedPostgres, EmbeddedPostgresError
from embedded.processes import wait_for_the_end_of_input
from embedded.tls_door import tls_door

OWNER = "rdsadmin"
"""The superuser, whom RDS keeps for itself."""

# While nobody else can reach the server, its owner comes in; afterwards whoever knows a password, which it has none.
_AT_START = "local all all trust\n"
_THEN = "local all all scram-sha-256\n"


def main(argv: Sequence[str] | None = None) -> int:
    """Serve until the input ends, or a signal comes; 0, or 1 with a sentence on the error stream."""
    options = _options(argv)
    password = sys.stdin.readline().rstrip("\n")
    signal.signal(signal.SIGTERM, lambda *_: os.close(sys.stdin.fileno()))
    server = EmbeddedPostgres(options.folder.absolute(), (*DURABLE, *options.setting), OWNER)
    try:
        _let_in(server, _AT_START)
        server.start()
        _make_master(server, options.master, password, options.database)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(options.certificate, options.key)
        with tls_door(server.folder, context, options.port) as port:
            print(f"listening on {port}", flush=True)
            with contextlib.suppress(OSError):  # the signal has closed it
                wait_for_the_end_of_input()
    except (EmbeddedPostgresError, OSError) as error:
        print(f"server: {error}", file=sys.stderr)
        return 1
    finally:
        server.stop()
    return 0


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="embedded.server", description="Serve a database as RDS does.")
    parser.add_argument("--folder", type=Path, required=True, help="where data are kept")
    parser.add_argument("--port", type=int, required=True, help="port of this machine, for TLS alone")
    parser.add_argument("--certificate", type=Path, required=True, help="of the name that clients ask for")
    parser.add_argument("--key", type=Path, required=True, help="of the certificate")
    parser.add_argument("--master", required=True, help="name of the master user")
    parser.add_argument("--database", required=True, help="name of the database that the master user owns")
    parser.add_argument("--setting", action="append", default=[], help="of PostgreSQL, as work_mem=8MB")
    return parser.parse_args(argv)


def _make_master(server: EmbeddedPostgres, name: str, password: str, database: str) -> None:
    """The master user, with this password whatever it had before, and the database."""
    with psycopg.connect(server.url, autocommit=True) as admin:
        role, words = sql.Identifier(name), sql.Literal(password)
        if not admin.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone():
            admin.execute(sql.SQL("CREATE ROLE {} LOGIN CREATEDB CREATEROLE").format(role))
        admin.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(role, words))
        if not admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone():
            admin.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(database), role))
        _let_in(server, _THEN)
        admin.execute("SELECT pg_reload_conf()")


def _let_in(server: EmbeddedPostgres, rule: str) -> None:
    """Say who is let in, where there is a cluster; a new one lets in everybody who reaches its folder."""
    rules = server.folder / "data" / "pg_hba.conf"
    if rules.exists():
        rules.write_text(rule)


if __name__ == "__main__":
    sys.exit(main())
