"""Lodos, a small company on its first day with the product, and the time that passes in it."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import time_machine
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext

from core.tenancy import tenant
from nudges.tasks import hand_over, look_after
from orgs.models import Organisation, Person
from orgs.organisations.actions import Administrator, organisation_create
from orgs.roster.actions import roster_import
from tests.browser.eyes import Eyes
from tests.browser.somebody import Somebody
from tests.cast import let_in
from tests.sink import Sink

ISTANBUL = ZoneInfo("Europe/Istanbul")
ROSTER = """\
given_name,family_name,email,title,division,level,manager_email
Nilgün,Erdem,nilgun@lodos.example,Chief Customer Officer,Customer Service,director,
Burak,Doğan,burak@lodos.example,Head of Field Service,Customer Service,director,nilgun@lodos.example
Jürgen,Weiß,jurgen@lodos.example,Head of Sales,Sales,director,nilgun@lodos.example
Lena,Hofer,lena@lodos.example,Head of IT,IT,director,nilgun@lodos.example
Ada,Amir,ada@lodos.example,IT Manager,IT,manager,lena@lodos.example
İrem,Işık,irem@lodos.example,Program Manager,Finance,manager,nilgun@lodos.example
Selin,Kaya,selin@lodos.example,Service Manager,Customer Service,manager,burak@lodos.example
Emre,Şahin,emre@lodos.example,Technician,Customer Service,specialist,burak@lodos.example
Deniz,Aydın,deniz@lodos.example,Account Manager,Sales,specialist,jurgen@lodos.example
Oya,Tan,oya@lodos.example,Dealer Support,Sales,specialist,jurgen@lodos.example
Priya,Raman,priya@lodos.example,Data Analyst,IT,specialist,ada@lodos.example
Kaya,Kurt,kaya@lodos.example,Engineer,IT,specialist,ada@lodos.example
Tom,Bauer,tom@lodos.example,Controller,Finance,specialist,irem@lodos.example
Anneke,Vries,anneke@lodos.example,Controller,Finance,specialist,irem@lodos.example
Rana,Reyes,rana@lodos.example,Sales Assistant,Sales,specialist,jurgen@lodos.example
"""
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
SIGNED_IN_FOR = timedelta(days=20)


class Company:
    """The people of Lodos at their browsers. Time only moves forward."""

    def __init__(
        self, chromium: Browser, url: str, clock: Any, sink: Sink, organisation: Organisation
    ) -> None:
        self.chromium, self.url, self.clock, self.sink = chromium, url, clock, sink
        self.eyes = Eyes()
        self.organisation = organisation
        self._at_work: dict[tuple[str, bool], Somebody] = {}
        self._signed_in_at: dict[tuple[str, bool], datetime] = {}

    def on(self, day: str, at: str = "09:00") -> None:
        """The clock moves on to a day and an hour in İstanbul; who was away long signs in anew."""
        moment = datetime.fromisoformat(f"{day}T{at}").replace(tzinfo=ISTANBUL)
        assert moment > timezone.now(), f"{moment} has passed"
        self.clock.move_to(moment)
        for key, somebody in self._at_work.items():
            if moment - self._signed_in_at[key] > SIGNED_IN_FOR:
                self._sign_in(key, somebody)

    def who(self, name: str, *, phone: bool = False) -> Somebody:
        """Somebody at their own browser, signed in; at a desk or with a phone in the hand."""
        key = (name, phone)
        if key not in self._at_work:
            self._at_work[key] = self.stranger(name, phone=phone)
            self._sign_in(key, self._at_work[key])
        return self._at_work[key]

    def stranger(self, name: str = "", *, phone: bool = False) -> Somebody:
        """Somebody at a fresh browser, who has not signed in."""
        held: dict[str, Any] = PHONE if phone else {"viewport": {"width": 1280, "height": 900}}
        context: BrowserContext = self.chromium.new_context(
            base_url=self.url, reduced_motion="reduce", locale="en-GB", **held
        )
        context.set_default_timeout(60_000)
        page = context.new_page()
        self.eyes.watch(page)
        return Somebody(name, page, self.eyes, f"/o/{self.organisation.slug}/", touch=phone)

    def the_worker_runs(self) -> None:
        """What beat and worker do each minute: look after everybody, hand the mails over."""
        look_after(self.organisation.pk)
        hand_over()

    def mail_to(self, name: str, about: str) -> str:
        """The text of the newest mail to somebody that says this."""
        held = [_text(mail) for mail in self.sink.to(self.person(name).email)]
        return next(mail for mail in reversed(held) if about in mail)

    def link_to(self, name: str, about: str) -> str:
        """The address after these words: a mail may tell of several things."""
        words = self.mail_to(name, about).rpartition(about)[2].split()
        return next(word for word in words if word.startswith("http"))

    def person(self, name: str) -> Person:
        with tenant(self.organisation):
            return Person.objects.select_related("account").get(given_name=name)

    def _sign_in(self, key: tuple[str, bool], somebody: Somebody) -> None:
        client, account = Client(), self.person(somebody.name).account
        assert account
        client.force_login(account)
        session = {"name": "sessionid", "value": client.cookies["sessionid"].value}
        somebody.page.context.add_cookies([{**session, "url": self.url}])  # type: ignore[typeddict-item]
        self._signed_in_at[key] = timezone.now()


def founded() -> Organisation:
    organisation = organisation_create(
        name="Lodos",
        slug="lodos",
        time_zone="Europe/Istanbul",
        countries=["TR"],
        administrator=Administrator("ada@lodos.example", "Ada", "Amir"),
    )
    with tenant(organisation):
        report = roster_import(text=ROSTER, by=None)
        let_in(Person.objects.all())
    assert report.problems == []
    return organisation


def _text(mail: Any) -> str:
    body = mail.get_body(preferencelist=("plain",))
    return f"{mail['Subject']}\n{body.get_content()}".replace("\N{NO-BREAK SPACE}", " ")


def founding_day() -> time_machine.travel:
    return time_machine.travel(datetime(2026, 2, 9, 9, 0, tzinfo=ISTANBUL), tick=True)
