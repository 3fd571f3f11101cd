"""`bin/demo` and `bin/dev`: the whole product on this machine."""

import http.client
import os
import sys
import time
import webbrowser
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import psycopg

from tools.local.environment import MANAGE, PYTHON, environment
from tools.local.household import Household, run
from tools.local.logins import WEB, WORKER, make_logins, signed_in
from tools.local.processes import Child, wait_until
from tools.local.servers import forget, serve
from tools.local.trouble import Trouble
from tools.local.var import LOOPBACK, NAME, ROOT, Var, free_port, is_free

STEPS = 4
WEB_SECONDS = 60.0
WEB_STOP_SECONDS = 5.0
RELOADER = [PYTHON, "-m", "tools.local.reloading"]


def demo(var: Var, *, port: int, fresh: bool, browser: bool) -> None:
    """The product with its demo data, until somebody stops it."""
    _serve(var, port=port, fresh=fresh, browser=browser, extra=_demo(var))


def dev(var: Var, *, port: int, fresh: bool) -> None:
    """The same, but a changed file restarts what uses it and everything is told to the terminal."""
    extra = {**_demo(var), "SUNHAND_DEBUG": "1"}
    _serve(var, port=port, fresh=fresh, browser=False, extra=extra)


def _demo(var: Var) -> dict[str, str]:
    return {"SUNHAND_DEMO": "1", "SUNHAND_MAIL_FOLDER": str(var.path / "mail")}


def _serve(var: Var, *, port: int, fresh: bool, browser: bool, extra: Mapping[str, str]) -> None:
    var.prepare()
    if not var.own():
        raise Trouble("This checkout already runs: stop it there (Ctrl-C) and start again.")
    _check_port(var, port)
    if fresh:
        _check_fresh()
        forget(var)
    with Household() as household:
        with _step(1, "Starting PostgreSQL and Valkey"):
            addresses = serve(var, household)
        mail_port = _mail_port(var)
        told = {**environment(var, addresses, port=port, mail_port=mail_port), **extra}
        with _step(2, "Making tables"):
            _make_tables(var, told)
        with _step(3, "Loading the demo"):
            _load_demo(var, told)
        with _step(4, "Starting the pages and the worker"):
            start_programs(var, household, told, port=port, mail_port=mail_port)
        _announce(port, browser=browser)
        household.watch()


@contextmanager
def _step(number: int, promise: str) -> Iterator[None]:
    """Says what is done now and how far that is, and in the end how long it took."""
    print(f"{number} of {STEPS}: {promise} …", flush=True)
    began = time.monotonic()
    yield
    print(f"  {time.monotonic() - began:.0f} s", flush=True)


def prepare_data(var: Var, told: Mapping[str, str]) -> None:
    """The owner makes tables and logins; everything else is done by those, as in production."""
    _make_tables(var, told)
    _load_demo(var, told)


def _make_tables(var: Var, told: Mapping[str, str]) -> None:
    check_version(told["DATABASE_URL"])
    _manage(var, told, "migrate")
    make_logins(var, told["DATABASE_URL"])


def _load_demo(var: Var, told: Mapping[str, str]) -> None:
    """The command is there in the demo alone, also where no demo is served."""
    _manage(var, {**signed_in(var, told, WORKER), "SUNHAND_DEMO": "1"}, "demo_load")


def check_version(owner: str) -> None:
    """What another version has made is left as it is; `owner` is the address of the database."""
    try:
        opened = psycopg.connect(owner, connect_timeout=5)
    except psycopg.OperationalError:
        return  # whoever makes the tables says why
    with opened as connection:
        if connection.execute("SELECT 1 WHERE to_regclass('django_migrations') IS NULL").fetchone():
            return
        applied = connection.execute("SELECT app, name FROM django_migrations").fetchall()
    ours = [(ROOT / app / "migrations", name) for app, name in applied]
    if any(folder.is_dir() and not (folder / f"{name}.py").exists() for folder, name in ours):
        raise Trouble(
            "Another version of Sunhand made this data, and this version starts over: "
            "--fresh removes what is in var/; until then nothing is changed."
        )


def _manage(var: Var, told: Mapping[str, str], command: str) -> None:
    run(
        f"manage.py {command}",
        [PYTHON, MANAGE, command],
        environment=told,
        log=var.log(command),
    )


def start_programs(
    var: Var, household: Household, told: Mapping[str, str], *, port: int, mail_port: int
) -> None:
    """The mail server, the web server and the worker; comes back when pages are answered."""
    _start_mail(var, household, told, mail_port)
    _start_programs(var, household, told, port)


def _mail_port(var: Var) -> int:
    port = var.port("mail")
    return port if is_free(port) else var.new_port("mail")


def _start_mail(var: Var, household: Household, told: Mapping[str, str], port: int) -> None:
    if "EMAIL_URL" in os.environ:
        return
    command = [PYTHON, "-m", "tools.local.mail", str(var.path / "mail"), str(port)]
    household.add(Child("The mail server", command, environment=told, log=var.log("mail")))


def _start_programs(var: Var, household: Household, told: Mapping[str, str], port: int) -> None:
    debug = told.get("SUNHAND_DEBUG") == "1"
    web = household.add(
        Child(
            "The web server",
            [*web_program(port), *(["--reload"] if debug else [])],
            environment=signed_in(var, told, WEB),
            log=None if debug else var.log("web"),
        )
    )
    for name, program in worker_programs(var).items():
        household.add(
            Child(
                f"The {name}",
                [*(RELOADER if debug else []), *program],
                environment=signed_in(var, told, WORKER),
                log=None if debug else var.log(name.replace(" ", "-")),
            )
        )
    household.wait_for(web, lambda: answers(port), WEB_SECONDS)


def web_program(port: int) -> list[str]:
    return [PYTHON, "-m", "okrsite.serve", "--host", LOOPBACK, "--port", str(port)]


def worker_programs(var: Var, app: str = "okrsite") -> dict[str, list[str]]:
    """Ticks and mails, with the clock; and calls to other hosts, which keep nobody else waiting."""
    worker = [PYTHON, "-m", "celery", "-A", app, "worker"]
    rest = ["--without-gossip", "--without-mingle", "--loglevel", "INFO"]
    clock = ["-B", "-s", str(var.path / "beat"), "-n", "worker@%h"]
    return {
        "worker": [*worker, "-Q", "default", "-c", "4", *rest, *clock],
        "outgoing worker": [*worker, "-Q", "outgoing", "-c", "2", *rest, "-n", "outgoing@%h"],
    }


def answers(port: int) -> bool:
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status < http.client.INTERNAL_SERVER_ERROR
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _announce(port: int, *, browser: bool) -> None:
    address = f"http://{NAME}:{port}"
    print(
        f"\nSunhand runs at {address}/\n"
        f"Sign in as anybody of the cast with one click: {address}/demo/\n"
        "Mails are not sent but kept in var/mail/. Ctrl-C stops everything.\n",
        flush=True,
    )
    if browser and _has_screen():
        webbrowser.open(f"{address}/demo/")


def _has_screen() -> bool:
    return sys.platform == "darwin" or bool({"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys())


def _check_port(var: Var, port: int) -> None:
    """A launcher of ours that was killed leaves a web server on this port for a moment."""
    patience = WEB_STOP_SECONDS if var.last_port("web") == port else 0
    if not wait_until(lambda: is_free(port), patience):
        raise Trouble(
            f"Port {port} is in use by another program or kept for root: choose another one, "
            f"for example --port {free_port()}."
        )
    var.remember_port("web", port)


def _check_fresh() -> None:
    if "DATABASE_URL" in os.environ:
        raise Trouble(
            "--fresh empties the database in var/ only, and DATABASE_URL names another one: "
            "empty that one yourself or unset DATABASE_URL."
        )
