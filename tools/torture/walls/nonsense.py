"""Words, numbers, bodies, files and headers that make no sense, by chance but repeatable."""

import io
import json
import random
import zipfile
from typing import TypeAlias
from urllib.parse import quote_from_bytes

Raw: TypeAlias = str | bytes
Fields: TypeAlias = list[tuple[str, Raw]]
Files: TypeAlias = list[tuple[str, Raw, bytes]]

MARK = "'\"><x7mark onx7mark=1>"
INJECTED = "X-Injected"
BREAK = f"a\r\n{INJECTED}: 1"
NUMBERS: list[Raw] = [
    "0",
    "-1",
    "-0",
    "2147483647",
    "2147483648",
    "32768",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775809",
    "9" * 19,
    "9" * 40,
    "9" * 5000,
    "1e999",
    "NaN",
    "Infinity",
    "0x10",
    "1_000",
    "3,7",
    "1.234,5",
    "0,00001",
    "²",
    "٣",
    "９９",
    "१",
    "½",
    "+1",
    " 1 ",
    "1\x00",
    "1.0",
    "00000000000000000001",
    "1e-400",
    "−5",
    "1'000",
]
DAYS: list[Raw] = [
    "0000-00-00",
    "0001-01-01",
    "9999-12-31",
    "10000-01-01",
    "2026-02-30",
    "2026-13-01",
    "25:99",
    "9999-12-31T23:59",
    "0001-01-01T00:00",
    "1900-01-01",
    "2026-06-01T10:00",
    "24:00",
    "٢٠٢٦-٠١-٠١",
    "2026-W01",
    "00:00",
    "2026-06-01T10:00+99:99",
    "23:59:60",
    "2026-10-25T02:30",
]
TEXTS: list[Raw] = [
    MARK,
    BREAK,
    "",
    " ",
    "a\x00b",
    "\x00",
    b"a\xed\xa0\x80",
    b"\xff\xfe",
    b"\xc0\xaf",
    b"\xf4\x90\x80\x80",
    "x" * 70_000,
    "ß" * 3000,
    "Z\u0334\u0335" * 400,
    "\u202eabc\u202c",
    "\u200b",
    "\ufeff",
    "\u2028",
    "👩‍👩‍👧‍👦",
    "İıIßſ",
    "\x1b[31m",
    "\x7f\x85",
    "\U0010ffff",
    "null",
    "true",
    "[]",
    "{}",
    "undefined",
    "../../etc/passwd",
    "..\\..\\x",
    "%00",
    "%2e%2e%2f",
    "{{7*7}}",
    "{% debug %}",
    "%s%n%(x)s",
    "{0.__class__}",
    "'; DROP TABLE orgs_person; --",
    "\\",
    "\\u0000",
    "=1+1",
    "@SUM(A1)",
    "javascript:alert(1)",
    "//evil.example",
    "/\\evil.example",
    "http://127.0.0.1/",
    "https://[",
    "http://[::1]:99999/",
    "mailto:x",
    "a@b",
    "x@" + "y" * 300 + ".example",
    "x@xn--a.example",
    "ü@ü.example",
    "a@b\r\nBcc: c@d",
    "Europe/Istanbul\x00",
    "../../Europe/Istanbul",
    "Europe",
    "/etc/localtime",
    "en-us-x-y",
    "TR,XX,\x00",
    "a" * 255,
    "a" * 256,
    "é" * 128,
    "\n" * 50,
    "- " * 2000,
    "[" * 3000,
    "`" * 999,
    "*" * 5000,
]
METHODS = [
    "HEAD",
    "OPTIONS",
    "PUT",
    "PATCH",
    "DELETE",
    "PROPFIND",
    "TRACE",
    "QUERY",
    "get",
    "X" * 40,
]
NAMES = [
    "after",
    "before",
    "q",
    "page",
    "next",
    "kind",
    "state",
    "team",
    "person",
    "theme",
    "cycle",
    "back",
    "date",
    "seen",
    "version",
    "value",
    "answer",
    "form-TOTAL_FORMS",
    "form-INITIAL_FORMS",
    "__proto__",
    "a[]",
    "",
    "x" * 300,
    "a\x00",
    "csrfmiddlewaretoken",
    "process",
    "code",
    "key",
]
EDGE = b"x7edge"


def escaped(text: Raw) -> str:
    return quote_from_bytes(raw(text), safe="")


def raw(text: Raw) -> bytes:
    return text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text


def anything(chance: random.Random, kind: str = "", foreign: list[str] | None = None) -> Raw:
    """Mostly what is wrong for its kind of control, sometimes a row of somebody else's."""
    if foreign and chance.random() < 0.2:
        return chance.choice(foreign)
    pools = {"number": NUMBERS, "numeric": NUMBERS, "decimal": NUMBERS, "date": DAYS, "time": DAYS}
    pool = {**pools, "datetime-local": DAYS}.get(kind, TEXTS)
    return chance.choice(chance.choices([pool, TEXTS, NUMBERS, DAYS], [6, 3, 1, 1])[0])


def urlencoded(fields: Fields) -> bytes:
    return "&".join(f"{escaped(name)}={escaped(value)}" for name, value in fields).encode()


def multipart(fields: Fields, files: Files) -> bytes:
    parts = [(f'name="{_quoted(name)}"', raw(value)) for name, value in fields]
    parts += [
        (f'name="{_quoted(name)}"; filename="{_quoted(named)}"', held)
        for name, named, held in files
    ]
    lines = [
        b"--" + EDGE + b"\r\nContent-Disposition: form-data; " + raw(head) + b"\r\n\r\n" + held
        for head, held in parts
    ]
    return b"\r\n".join([*lines, b"--" + EDGE + b"--\r\n"])


def _quoted(name: Raw) -> str:
    """As browsers write it; what is no UTF-8 becomes a sign that is."""
    return raw(name).decode(errors="replace").replace('"', "%22").replace("\r\n", "%0D%0A")


def body(fields: Fields, files: Files, chance: random.Random) -> tuple[str, bytes]:
    """A content type and what comes with it; one in five does not fit the other."""
    good = f"multipart/form-data; boundary={EDGE.decode()}"
    fits = (good, multipart(fields, files))
    if not files and chance.random() < 0.7:
        fits = ("application/x-www-form-urlencoded", urlencoded(fields))
    if chance.random() < 0.8:
        return fits
    kind, sent = fits
    broken = [
        (kind, sent[: len(sent) // 2]),
        (kind, chance.randbytes(200)),
        ("multipart/form-data", sent),
        ("multipart/form-data; boundary=", sent),
        (f"multipart/form-data; boundary={'b' * 300}", sent),
        (good, multipart([("x" * 5000, "y")], [])),
        (good, multipart([], [(f"f{n}", "a.csv", b"x") for n in range(120)])),
        (good, sent.replace(b"\r\n\r\n", b"\r\nContent-Transfer-Encoding: base64\r\n\r\n")),
        (good, sent.replace(b"form-data; ", b"form-data; name*=utf-8''%00%ff; ")),
        (good, sent.replace(b"\r\n\r\n", b"\r\nContent-Type: text/plain; charset=x7\r\n\r\n")),
        (good, b"--" + EDGE + b"--\r\n"),
        ("application/x-www-form-urlencoded; charset=utf-16", sent),
        ("application/x-www-form-urlencoded; charset=x7", urlencoded(fields)),
        ("application/x-www-form-urlencoded", urlencoded([(f"f{n}", "") for n in range(1500)])),
        ("application/x-www-form-urlencoded", b"&=&&%zz=%&a=%f&" + sent[:100]),
        ("application/json", json.dumps({"a": [None, {"b": 1e308}]}).encode()),
        ("application/json", b'{"a": ' * 2000),
        ("text/plain", sent),
        ("", sent),
        ("\xff/\x01; charset=\xfe", sent),
    ]
    return chance.choice(broken)


def file(chance: random.Random) -> tuple[Raw, bytes]:
    """A name and what is in it: tables that are broken, in every way one at a time."""
    names: list[Raw] = [
        "people.csv",
        "people.xlsx",
        "people.CSV",
        "../../x.csv",
        "a\x00.csv",
        "x" * 300 + ".csv",
        "\u202evsc.csv",
        b"\xff\xfe.csv",
        "",
        ".",
        "people.xls",
        "people.tsv",
        MARK,
    ]
    return chance.choice(names), chance.choice(_TABLES)(chance)


HEAD = b"email,given_name,family_name,title,division,level,manager_email,weekly_hours\n"


def _text_table(chance: random.Random) -> bytes:
    cells = [raw(anything(chance)) for _n in range(8)]
    rows = b"\n".join(b",".join(b'"' + c.replace(b'"', b'""') + b'"' for c in cells) for _n in "ab")
    return HEAD + rows


def _bad_text(chance: random.Random) -> bytes:
    return chance.choice(
        [
            b"",
            b"\n",
            HEAD,
            HEAD * 2,
            HEAD.replace(b",", b";"),
            HEAD[:20],
            b"\xef\xbb\xbf" + HEAD,
            HEAD.decode().encode("utf-16"),
            HEAD.decode().encode("utf-32"),
            b"\x00" * 500,
            chance.randbytes(3000),
            HEAD + b'"never closed',
            HEAD + b"," * 3000,
            b'"' * 999,
            HEAD + b"a\rb\r\n" * 50,
            HEAD + b"x" * 200_000,
            b"email\n" + b"a@b.example\n" * 3000,
            HEAD + b"=cmd|' /C calc'!A0,b,c,d,e,f,g,NaN\n",
            b"sep=;\n" + HEAD,
            b"email,email,email\na,b,c\n",
        ]
    )


def _bad_workbook(chance: random.Random) -> bytes:
    entries = {
        "[Content_Types].xml": b"<Types/>",
        "xl/workbook.xml": b"<workbook/>",
        "xl/worksheets/sheet1.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet>&b;</worksheet>',
        "xl/sharedStrings.xml": b"\x00" * 100,
        "../../evil": b"x",
    }
    names = chance.sample(sorted(entries), chance.randint(0, len(entries)))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, entries[name])
        if chance.random() < 0.2:
            archive.writestr("xl/worksheets/sheet2.xml", b"0" * 30_000_000)
    whole = made.getvalue()
    return chance.choice([whole, whole[: len(whole) // 2], b"PK\x03\x04" + chance.randbytes(400)])


_TABLES = [_text_table, _text_table, _bad_text, _bad_workbook]


def header(chance: random.Random) -> tuple[str, Raw]:
    odd: list[Raw] = [
        MARK,
        b"\xff\xfe",
        "x" * 8000,
        ";;;,,,==",
        "a\tb",
        "\u202e".encode(),
        "{}",
        "0",
        '"',
        "%00",
        "=?utf-8?q?x?=",
    ]
    more: dict[str, list[Raw]] = {
        "Accept-Language": [
            "de;q=x",
            "tr;q=9999999999",
            "*",
            "-",
            "de-" * 300,
            "en_US.UTF-8",
            "x;q=NaN",
        ],
        "Cookie": [
            "sessionid=\xff",
            "csrftoken=" + "a" * 5000,
            "messages=W10:x",
            "a",
            "sessionid=../../x",
            'sessionid="\\000"',
            "django_language=../..",
            "sessionid=a; sessionid=b",
            "=;=;=",
        ],
        "HX-Request": ["true", "yes"],
        "HX-Target": ["main", "x"],
        "HX-Trigger-Name": [],
        "HX-Prompt": [],
        "HX-Boosted": ["true"],
        "HX-History-Restore-Request": ["true"],
        "HX-Current-URL": [
            "javascript:alert(1)",
            "http://[",
            "https://evil.example/",
            "http://127.0.0.1\\@x/",
        ],
        "HX-Current-URL-URI-AutoEncoded": ["true"],
        "Host": ["evil.example", "127.0.0.1:99999", "[", "a b", "127.0.0.1."],
        "X-Forwarded-For": ["1.2.3.4, x", "::::", "127.0.0.1\x7f"],
        "X-Forwarded-Proto": ["https", "x"],
        "X-Forwarded-Host": ["evil.example"],
        "Origin": ["null", "https://evil.example", "http://["],
        "Referer": ["https://evil.example/", "http://[", "\xe9"],
        "If-Modified-Since": ["Thu, 99 Foo 0000 99:99:99 GMT", "9" * 400],
        "If-None-Match": ['W/"', "*", '"a", "b'],
        "Range": ["bytes=0-0", "bytes=-99999999999999999999", "bytes=9-1", "x=1-2"],
        "Accept": ["application/json", "*/*;q=x", "text/\x00"],
        "Accept-Encoding": ["gzip;q=x", "br, identity;q=0", "*;q=0"],
        "Authorization": ["Basic x", "Bearer " + "y" * 3000, "Digest"],
        "X-Requested-With": ["XMLHttpRequest"],
        "X-HTTP-Method-Override": ["DELETE"],
        "X-Request-ID": [],
        "Expect": ["100-continue"],
        "Upgrade": ["websocket", "h2c"],
        "Transfer-Encoding": ["identity", "gzip"],
    }
    name = chance.choice(sorted(more))
    return name, chance.choice([*more[name], *odd])
