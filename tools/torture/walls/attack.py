"""The attack itself: `python -m tools.torture.walls <port> <requests> <seed>` prints figures."""

import random
import re
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlsplit

from django.db import connection
from django.urls import Resolver404, resolve

from orgs.models import Organisation
from tools.torture.walls import nonsense
from tools.torture.walls.addresses import Known, Route, path, routes
from tools.torture.walls.nonsense import INJECTED, MARK, Fields, Files, Raw
from tools.torture.walls.pages import Form, read
from tools.torture.walls.people import Somebody, fingerprint, people, words
from tools.torture.wire import UNANSWERED, Answer, Request, ask

EXAMPLES = 20
SIGNED_IN_EVERY = 50
"""Requests after which somebody is let in anew, whatever was done to them meanwhile."""
RAN = re.compile(r"<x7mark|[\"']><x7")
MARKUP = {"text/html", "image/svg+xml", "application/xml", "application/xhtml+xml", "text/xml"}
TRICKS = [
    b"//",
    b"/%00",
    b"/..",
    b"/%2e%2e/",
    b"/o/%00/",
    b"/o//people/",
    b"/o/%2e%2e/%2e%2e/etc/passwd",
    b"/static/../manage.py",
    b"/static/%2e%2e/%2e%2e/manage.py",
    b"/static//etc/passwd",
    b"/static/%00",
    b"/o/\xff\xfe/",
    b"/o/%ff%fe/",
    b"/%ed%a0%80/",
    b"/live/?t=%00",
    b"/live/?t=x",
    b"/live/" + b"x" * 3000,
    b"/?" + b"a=1&" * 5000,
    b"/" + b"x" * 9000,
    b"http://evil.example/",
    b"*",
    b"/;/../",
    b"/o/lodos;/people",
    b"/\\evil.example",
    b"/%5cevil.example//",
    b"/healthz/",
    b"/readyz?x=%00",
    b"//evil.example/o/",
    b"/accounts/login?next=//evil.example",
    b"/a/%2F/",
    b"/accounts/login/?next=javascript:1",
    b"/accounts/login/?next=%00",
    b"/./readyz",
    b"/%",
]


@dataclass
class Findings:
    """What was seen; the first examples of each kind are kept."""

    requests: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    examples: list[dict[str, Any]] = field(default_factory=list)
    reached: set[str] = field(default_factory=set)

    def add(self, fault: str, request: Request, detail: str) -> None:
        self.faults[fault] += 1
        kinds = Counter((e["fault"], e["view"]) for e in self.examples)
        if len(self.examples) < EXAMPLES and kinds[fault, request.view] < 2:
            self.examples.append(
                {
                    "fault": fault,
                    "view": request.view,
                    "who": request.who,
                    "method": request.method,
                    "path": repr(request.path[:300]),
                    "headers": repr(request.headers)[:300],
                    "body": repr(request.body[:600]),
                    "detail": detail[:300],
                }
            )


class Attack:
    """On one server, by the people of some organisations; it reads so many pages of each before."""

    def __init__(
        self, port: int, sides: dict[str, list[Somebody]], *, seed: int, looks: int, clients: int
    ) -> None:
        self.findings = Findings()
        self.routes = routes()
        self.forms: dict[str, list[tuple[Somebody, Form]]] = {}
        self._port = port
        self._sides = {**sides}
        self._looks, self._clients = looks, clients
        self._lock = threading.Lock()
        self._seed = seed
        self._known = Known()
        self._nobody = Somebody("nobody")
        self._organisations = {o.slug: o for o in Organisation.objects.filter(slug__in=sides)}
        held = {slug: words(o) for slug, o in self._organisations.items()}
        for organisation in self._organisations.values():
            self._known.learn_rows(organisation)
        self._secrets = {
            slug: [w for other, mine in held.items() if other != slug for w in mine - held[slug]]
            for slug in held
        }
        self._secrets[""] = [word for mine in held.values() for word in mine]

    def run(self, requests: int) -> Findings:
        """One organisation after the other; meanwhile no row of the other may change."""
        for slug, side in self._sides.items():
            for somebody in side:
                somebody.sign_in()
            self.forms[slug] = list(self._look_around(slug, [*side, self._nobody]))
        share = requests // len(self._sides)
        for slug, side in self._sides.items():
            others = [o for other, o in self._organisations.items() if other != slug]
            before = [fingerprint(other) for other in others]
            self._one_side(slug, side, share)
            after = [fingerprint(other) for other in others]
            changed = {
                new[0] for a, b in zip(before, after, strict=True) for new in set(b) - set(a)
            }
            for table in sorted(changed):
                self.findings.add("foreign_rows", Request(slug, table, "", b""), "changed")
        return self.findings

    def _look_around(self, slug: str, side: list[Somebody]) -> Iterator[tuple[Somebody, Form]]:
        shapes, looks = set(), self._looks // len(side)
        for somebody in side:
            chance = random.Random(f"{self._seed}:{somebody.name}")  # noqa: S311
            waiting = [
                path(route, slug, self._known, chance).decode()
                for route in self.routes
                if route.inside == bool(somebody.slug)
            ]
            chance.shuffle(waiting)
            waiting = [*waiting[: looks // 2], "/", f"/o/{slug}/"]
            seen: set[str] = set()
            while waiting and len(seen) < looks:
                url = waiting.pop(0 if len(seen) % 2 else -1)
                if url in seen or not url or urlsplit(url).path.startswith("/static/"):
                    continue
                seen.add(url)
                answer = self._judged(
                    somebody,
                    Request(
                        somebody.name,
                        _view(url.encode()),
                        "GET",
                        _plain(url),
                        somebody.session,
                    ),
                )
                if answer.kind != "text/html":
                    continue
                page = read(answer.text, url)
                self._known.learn(page.links)
                waiting += chance.sample(page.links, len(page.links))
                for form in page.forms:
                    shape = (_view(form.action.encode()), form.method, *sorted(form.kinds))
                    if form.action and (shape, somebody.slug) not in shapes:
                        shapes.add((shape, somebody.slug))
                        yield somebody, form

    def _one_side(self, slug: str, side: list[Somebody], requests: int) -> None:
        if self._clients == 1:
            for number in range(requests):
                self._one(slug, side, number)
        else:
            with ThreadPoolExecutor(self._clients) as pool:
                done = [pool.submit(self._one, slug, side, n) for n in range(requests)]
            for each in done:
                each.result()

    def _one(self, slug: str, side: list[Somebody], number: int) -> None:
        """Each view, form and trick has its turn, then each once more in another order."""
        jobs: list[Route | tuple[Somebody, Form] | bytes] = [*self.routes, *TRICKS]
        jobs += 2 * self.forms[slug]
        turn = random.Random(f"{self._seed}:{slug}:{number // len(jobs)}")  # noqa: S311
        job = turn.sample(jobs, len(jobs))[number % len(jobs)]
        chance = random.Random(f"{self._seed}:{slug}:{number}")  # noqa: S311
        somebody = chance.choices([chance.choice(side), self._nobody], [9, 1])[0]
        if isinstance(job, tuple):
            somebody = chance.choice([job[0], job[0], somebody])
            request = self._form(slug, somebody, job[1], chance)
        elif isinstance(job, bytes):
            request = Request(somebody.name, "", chance.choice(["GET", "POST"]), job)
        else:
            request = self._address(slug, somebody, job, chance)
        if chance.random() < 0.15:
            name, odd = nonsense.header(chance)
            request.headers[name] = odd
        request.session = somebody.session
        if _signed_out(self._judged(somebody, request)) or number % SIGNED_IN_EVERY == 0:
            self._sign_in(somebody)

    def _sign_in(self, somebody: Somebody) -> None:
        with self._lock:
            somebody.sign_in()
        if threading.current_thread() is not threading.main_thread():
            connection.close()

    def _address(
        self, slug: str, somebody: Somebody, route: Route, chance: random.Random
    ) -> Request:
        where = path(route, slug, self._known, chance, other=self._other(slug), odd=0.4)
        method = chance.choices(["GET", "POST", chance.choice(nonsense.METHODS)], [5, 3, 2])[0]
        request = Request(somebody.name, route.pattern, method, where)
        names = chance.sample(nonsense.NAMES, chance.randint(0, 3))
        asked: Fields = [(n, nonsense.anything(chance, "", self._foreign(slug))) for n in names]
        if method in {"GET", "HEAD"}:
            request.path += b"?" + nonsense.urlencoded(asked)[:20_000] if asked else b""
            if chance.random() < 0.3:
                request.headers["HX-Request"] = "true"
        else:
            kind, request.body = nonsense.body(asked, [], chance)
            request.headers["Content-Type"] = kind
        return request

    def _form(self, slug: str, somebody: Somebody, form: Form, chance: random.Random) -> Request:
        """Most of it good, so that the rest comes as far as it can."""
        good = form.filled()
        bad = [name for name in good if chance.random() < chance.choice([0.1, 0.3, 1])]
        fields: Fields = []
        for name, value in good.items():
            sent: list[Raw] = [value]
            if name in bad:
                odd = nonsense.anything(chance, form.kinds[name], self._foreign(slug))
                sent = chance.choice(
                    [[odd], [odd], [odd], [odd], [], [value, odd], [odd, value, value]]
                )
            fields += [(name, each) for each in sent]
        if chance.random() < 0.1:
            fields.append((str(chance.choice(nonsense.NAMES)), nonsense.anything(chance)))
        if chance.random() < 0.2:
            fields = [(n, v) for n, v in fields if v] + [("x", MARK)]
        files: Files = [(name, *nonsense.file(chance)) for name in form.files()]
        request = Request(
            somebody.name, _view(form.action.encode()), form.method, _plain(form.action)
        )
        if chance.random() < 0.3:
            request.headers["HX-Request"] = "true"
        if form.method == "GET":
            request.path = request.path.split(b"?")[0] + b"?" + nonsense.urlencoded(fields)[:40_000]
        else:
            kind, request.body = nonsense.body(fields, files, chance)
            request.headers["Content-Type"] = kind
        return request

    def _judged(self, somebody: Somebody, request: Request) -> Answer:
        answer = ask(self._port, request)
        with self._lock:
            self._judge(somebody, request, answer)
        return answer

    def _judge(self, somebody: Somebody, request: Request, answer: Answer) -> None:
        found = self.findings
        found.requests += 1
        found.statuses[str(answer.status)] += 1
        if answer.status in {200, 302, 303, 409, 422}:
            found.reached.add(request.view)
        text = answer.text
        if answer.status == UNANSWERED:
            found.add("unanswered", request, text)
        if answer.status == 500:
            found.add("answers_500", request, text[-300:])
        elif answer.status > 500:
            found.add(f"answers_{answer.status}", request, text[-300:])
        if (answer.kind in MARKUP and RAN.search(text)) or INJECTED.lower() in answer.headers:
            at = RAN.search(text)
            found.add("unescaped_markers", request, text[max(0, at.start() - 150) :] if at else "")
        if leak := next((word for word in self._secrets[somebody.slug] if word in text), None):
            found.add("foreign_rows", request, leak)

    def _other(self, slug: str) -> str:
        return next((other for other in self._sides if other != slug), slug)

    def _foreign(self, slug: str) -> list[str]:
        rows = self._known.rows.get(self._other(slug), {})
        return [str(numbers[0]) for numbers in rows.values() if numbers]


def _signed_out(answer: Answer) -> bool:
    to = answer.headers.get("location", "") + answer.headers.get("hx-redirect", "")
    return "/accounts/" in to


def _plain(url: str) -> bytes:
    return quote(url, safe="%/?&=+:,;@!$*'()~").encode()


def _view(address: bytes) -> str:
    try:
        return resolve(urlsplit(address.decode()).path).route
    except (Resolver404, ValueError):
        return ""


def attack(
    port: int, *, requests: int, seed: int, emails: list[str], looks: int, clients: int
) -> dict[str, Any]:
    """Figures, and the first examples of what was found."""
    found = {o.slug: people(o, emails) for o in Organisation.objects.order_by("pk")}
    sides = {slug: side for slug, side in found.items() if side}
    attack = Attack(port, sides, seed=seed, looks=looks, clients=clients)
    seen = attack.run(requests)
    forms = [form for side in attack.forms.values() for _who, form in side]
    wanted = ("answers_500", "foreign_rows", "unescaped_markers")
    return {
        "requests": seen.requests,
        **{name: seen.faults.pop(name, 0) for name in wanted},
        **seen.faults,
        "seed": seed,
        "views": len(attack.routes),
        "views_reached": len({r.pattern for r in attack.routes} & seen.reached),
        "forms": len(forms),
        "file_inputs": len({(form.action, name) for form in forms for name in form.files()}),
        "organisations": len(sides),
        "people": sum(map(len, sides.values())),
        "statuses": dict(sorted(seen.statuses.items())),
        "examples": seen.examples,
    }
