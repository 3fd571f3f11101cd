"""Connections whose every wait has an end. Settings: `OPTIONS["wait_seconds"]`, 0 for none."""

from typing import Any

import psycopg
from django.db.backends.postgresql import base
from psycopg import IsolationLevel
from psycopg.errors import ConnectionTimeout, _WaitTimeout

from core.postgres.patience import NotAnsweringError, PerhapsSavedError, breaker, shortest


class Connection(psycopg.Connection[Any]):
    """After a wait in vain it is closed: what the server still had to say belongs to nobody."""

    wait_seconds = 0.0

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        limit = shortest(self.wait_seconds)
        if timeout is not None or not limit:
            return super().wait(gen, interval, timeout)
        breaker.ask()
        try:
            answer = super().wait(gen, interval, limit)
        except _WaitTimeout as vain:
            self.pgconn.finish()
            breaker.gave_up()
            raise NotAnsweringError(f"The database did not answer in {limit:g} s.") from vain
        breaker.answered()
        return answer

    def commit(self) -> None:
        """A connection that breaks here leaves open whether the server had heard it."""
        was_open = not self.closed
        try:
            super().commit()
        except psycopg.OperationalError as lost:
            if was_open and self.closed:
                raise PerhapsSavedError("The database did not confirm a transaction.") from lost
            raise


class DatabaseWrapper(base.DatabaseWrapper):
    def get_connection_params(self) -> dict[str, Any]:
        params: dict[str, Any] = super().get_connection_params()
        params.pop("wait_seconds", None)
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Connection:
        self.isolation_level = IsolationLevel.READ_COMMITTED
        seconds = self.settings_dict["OPTIONS"].get("wait_seconds", 0.0)
        breaker.ask()
        try:
            connection = Connection.connect(**conn_params)
        except ConnectionTimeout:
            breaker.gave_up()
            raise
        connection.wait_seconds = seconds
        return connection
