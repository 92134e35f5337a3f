"""Django's connections to PostgreSQL, which hold nobody up while the database is away, or just after."""

from __future__ import annotations

from typing import Any

import psycopg
from django.db.backends.postgresql import base
from psycopg_pool import ConnectionPool

BRIEF = 0.25
"""Seconds to wait for a database that did not answer the last time."""


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's, which waits for a connection once, and then only briefly until there is one.

    Were each request to wait as long as the first, all threads would wait, and none would tell the load balancer that
    the process lives.
    """

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:  # noqa: ANN401 - Django's has no type
        """A connection of the pool that answers; what was asked for goes on being opened when this gives up."""
        pool = self.pool
        if pool is None:
            return super().get_new_connection(conn_params)
        try:
            made = self._answering(pool, conn_params)
        except psycopg.OperationalError:
            pool.timeout = BRIEF
            raise
        pool.timeout = self.settings_dict["OPTIONS"]["pool"]["timeout"]
        return made

    def _answering(self, pool: Any, conn_params: dict[str, Any]) -> Any:  # noqa: ANN401 - as above
        """Try each connection before it is used, and put away at once those that a failover has ended.

        The pool would try them too, with a pause of seconds after each that does not answer.
        """
        while True:
            connection = super().get_new_connection(conn_params)
            try:
                ConnectionPool.check_connection(connection)
            except psycopg.OperationalError:
                pool.putconn(connection)
            else:
                return connection
