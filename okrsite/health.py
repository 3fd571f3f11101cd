"""For those who watch the processes: alive, and ready to serve."""

from collections.abc import Callable

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django_redis import get_redis_connection

from core.http import open_to_all
from core.postgres.patience import at_most
from reviews.pulse import keys as pulse_keys

DATABASE_SECONDS = 2.0


@open_to_all
def healthz(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"ok": True})


@open_to_all
def readyz(request: HttpRequest) -> JsonResponse:
    """Database, Redis, migrations, the keys' folder; 503 while one is missing or answers late."""
    with at_most(DATABASE_SECONDS):
        checks = {
            "database": _holds(_database),
            "redis": _holds(_redis),
            "migrations": _holds(_migrated),
            "keys": not pulse_keys.problem(),
        }
    return JsonResponse(
        {"ok": all(checks.values()), **checks}, status=200 if all(checks.values()) else 503
    )


def _holds(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except Exception:  # whatever is broken, the answer is that it is not ready
        return False


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return True


def _redis() -> bool:
    return bool(get_redis_connection("default").ping())


def _migrated() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
