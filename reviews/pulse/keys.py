"""One random key a pulse, in a file beside the database and never in it (N2).

The answers of a pulse are sealed with this key, and the links of its mails are made of it. At the
end the file is overwritten and deleted, so that what PostgreSQL, its log and its backups still
hold of the answers opens no more. That is why the folder must be in no backup. All web and worker
processes share it; each database has a folder of its own.
"""

import os
import secrets
import uuid
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Set
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from hmac import digest
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

Organisation = int | None  # the number of one; a row has none before it is made
SIZE = 32  # bytes
SUFFIX = ".key"

WHILE_OPEN = gettext_lazy(
    "While the pulse is open, whoever runs the server could find out whose answer is whose, or "
    "copy the key to do so later; when it closes the key is destroyed, and without such a copy "
    "nobody can."
)
AFTERWARDS = gettext_lazy(
    "The key of the answers is destroyed: unless whoever runs the server copied it while the pulse "
    "was open, nobody can find out any more whose answer was whose."
)


class KeyLostError(Exception):
    """There is no key, or it is not the one that sealed the answers."""


def problem() -> str:
    """Why no key can be kept, as a sentence for whoever runs the server; empty when all is well."""
    path = settings.KEYS_FOLDER
    if not path:
        return _("SUNHAND_KEYS_FOLDER is not set. Name a folder that is in no backup.")
    if not os.path.isdir(path):
        return _("The folder %(path)s of SUNHAND_KEYS_FOLDER is not there.") % {"path": path}
    if not os.access(path, os.R_OK | os.W_OK | os.X_OK):
        return _("The folder %(path)s of SUNHAND_KEYS_FOLDER cannot be written.") % {"path": path}
    return ""


@register("keys", deploy=True)
def check_folder(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """For `manage.py check --deploy`, in the environment of web or worker."""
    sentence = problem()
    hint = "Pulses stay closed until it is there for all web and worker processes."
    return [Error(sentence, hint=hint, id="reviews.E001")] if sentence else []


def make(organisation: Organisation) -> uuid.UUID:
    """Write a new key to the disk and say its name. Raises `OSError` where that is not possible.

    The name is random and is known to nobody before the pulse is committed, so no half of a file
    is ever read. A key whose pulse was never committed is found by `unused`.
    """
    if problem():
        raise OSError(problem())
    name = uuid.uuid4()
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    with os.fdopen(os.open(_file(organisation, name), flags, 0o600), "wb") as file:
        file.write(secrets.token_bytes(SIZE))
        file.flush()
        os.fsync(file.fileno())
    _sync_folder()
    return name


def read(organisation: Organisation, name: uuid.UUID | None) -> bytes:
    if name is None:
        raise KeyLostError
    try:
        key = _file(organisation, name).read_bytes()
    except OSError as error:
        raise KeyLostError from error
    if len(key) != SIZE:
        raise KeyLostError
    return key


def destroy(organisation: Organisation, name: uuid.UUID) -> None:
    """Overwrite the key, then delete its file; harmless when it is gone already."""
    file = _file(organisation, name)
    try:
        with file.open("r+b") as old:
            old.write(secrets.token_bytes(SIZE))
            old.flush()
            os.fsync(old.fileno())
        file.unlink()
    except FileNotFoundError:
        return
    _sync_folder()


def unused(
    organisation: Organisation, used: Set[uuid.UUID], *, before: datetime
) -> Iterator[uuid.UUID]:
    """Keys of an organisation that no open pulse uses, made before a time."""
    for name, made in _kept(organisation):
        if name not in used and made < before:
            yield name


def any_kept(organisation: Organisation) -> bool:
    return any(True for _key in _kept(organisation))


def part(key: bytes, purpose: str) -> bytes:
    """A key for one purpose out of the key of a pulse."""
    return digest(key, purpose.encode(), "sha256")


def link_token(key: bytes, organisation: Organisation, person: int, version: int = 0) -> str:
    """What the link of a mail carries: nothing in it leads to the person without the key.

    It is made of the key because each reminder needs it again and no place may keep it. It is
    another one after the person has left or got another e-mail.
    """
    secret = part(key, f"link {person} {version}" if version else f"link {person}")
    return f"{organisation}-{urlsafe_b64encode(secret).decode().rstrip('=')}"


def token_hash(token: str) -> str:
    """What the list of who is asked keeps of a token."""
    return sha256(token.encode()).hexdigest()


def _kept(organisation: Organisation) -> Iterator[tuple[uuid.UUID, datetime]]:
    if problem():
        return
    for file in Path(settings.KEYS_FOLDER).glob(f"{organisation}-*{SUFFIX}"):
        with suppress(ValueError, FileNotFoundError):  # not ours, or just deleted by another worker
            name = uuid.UUID(file.name.removeprefix(f"{organisation}-").removesuffix(SUFFIX))
            yield name, datetime.fromtimestamp(file.stat().st_mtime, UTC)


def _file(organisation: Organisation, name: uuid.UUID) -> Path:
    return Path(settings.KEYS_FOLDER) / f"{organisation}-{name}{SUFFIX}"


def _sync_folder() -> None:
    """The entry of a new file, or that it is gone, is on the disk too."""
    folder = os.open(settings.KEYS_FOLDER, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
