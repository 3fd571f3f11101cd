"""A mailed code by which somebody who is signed in proves once more that it is them."""

from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.code_verification import AbstractCodeVerificationProcess

from orgs.models import Account


class MailedCode(AbstractCodeVerificationProcess):  # type: ignore[misc]
    """The code lives in the session under `name`: a few minutes, and a few wrong tries."""

    def __init__(self, request: Any, name: str, state: dict[str, Any]) -> None:
        super().__init__(
            max_attempts=app_settings.LOGIN_BY_CODE_MAX_ATTEMPTS,
            timeout=app_settings.LOGIN_BY_CODE_TIMEOUT,
            state=state,
        )
        self.request, self.name = request, name

    @classmethod
    def begin(
        cls, request: Any, name: str, *, account: Account, email: str, template: str
    ) -> "MailedCode":
        process = cls(request, name, cls.initial_state(account, email))
        process.template = template
        process.send()
        process.persist()
        return process

    @classmethod
    def going_on(cls, request: Any, name: str) -> "MailedCode | None":
        """The code that was mailed and still counts."""
        state = request.session.get(name)
        process: MailedCode | None = cls(request, name, state).abort_if_invalid() if state else None
        if process is not None and process.state.get("user_id") != str(request.user.pk):
            return None
        return process

    @property
    def email(self) -> str:
        return str(self.state["email"])

    def send(self) -> None:
        adapter = get_adapter(self.request)
        self.state["code"] = adapter.generate_login_code()
        context = {"request": self.request, "code": self.state["code"]}
        adapter.send_mail(self.template, self.state["email"], context)

    def persist(self) -> None:
        self.request.session[self.name] = self.state

    def abort(self) -> None:
        self.request.session.pop(self.name, None)
