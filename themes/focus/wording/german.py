"""German: the verb comes first or last, beside "wir", or in two parts ("wir führen … ein").

So does its noun ("Einführung von …"). Words are compared folded, so "EINFÜHREN" and "schliessen"
are found, too.
"""

from core.text import fold


def _forms(text: str) -> list[list[str]]:
    return [[fold(word) for word in line.split()] for line in text.split("\n") if line]


# Prefix, then the forms that stand apart from it: "wir führen … ein", "führt … ein".
APART = _forms("""
ein führe führen führt führten
ein richte richten richtet richteten
aus rolle rollen rollt rollten
um setze setzen setzt setzten
auf setze setzen setzt setzten
auf baue bauen baut bauten
an schaffe schaffen schafft schafften
durch führe führen führt führten
bereit stelle stellen stellt stellten
fertig stelle stellen stellt stellten
ab schließe schließen schließt schlossen
""")
# First or last: infinitives, and participles of what is no news but work done.
WHOLE = set(
    fold("""
einführen einzuführen eingeführt einrichten einzurichten eingerichtet ausrollen auszurollen
ausgerollt umsetzen umzusetzen aufsetzen aufzusetzen aufgesetzt aufbauen aufzubauen anschaffen
anzuschaffen angeschafft durchführen durchzuführen bereitstellen bereitzustellen bereitgestellt
fertigstellen fertigzustellen fertiggestellt implementieren implementiert installieren installiert
veröffentlichen veröffentlicht etablieren etabliert erstellen erstellt migrieren migriert
automatisieren automatisiert digitalisieren digitalisiert
""").split()
)
# Beside "wir", or first with an object; last they say what people do ("pünktlich liefern").
BESIDE_WE = set(
    fold("""
bauen entwickeln liefern starten testen schulen planen organisieren realisieren konzipieren
implementieren installieren veröffentlichen etablieren erstellen migrieren automatisieren
digitalisieren
""").split()
)
NOUNS = set(
    fold("""
Einführung Einrichtung Rollout Roll-out Umsetzung Aufbau Anschaffung Durchführung Bereitstellung
Fertigstellung Implementierung Installation Veröffentlichung Etablierung Erstellung Migration
Automatisierung Digitalisierung Entwicklung Schulung Dokumentation Start Launch
""").split()
)
# The end of a compound: "CRM-Einführung", "Systemmigration"; "Go-live".
COMPOUND = tuple(
    fold(
        "einführung rollout roll-out launch go-live golive implementierung migration umsetzung"
        " installation veröffentlichung fertigstellung bereitstellung"
    ).split()
)
# Last, on key results: what is done ("Konzept entwickelt", "Workshops durchgeführt").
DONE = set(
    fold("""
entwickelt konzipiert durchgeführt umgesetzt gestartet aufgebaut gegründet geschult abgehalten
dokumentiert unterschrieben unterzeichnet
""").split()
)
DONE_OF = tuple(fold("durchgeführte abgehaltene").split())  # "Anzahl durchgeführter Schulungen"
READY = {"fertig", "live", "online"}
AROUND = """
bis nach vor seit bei beim zur zum je pro für während mit ohne durch über die
"""
TIMELY = """
pünktlich
rechtzeitig
am selben Tag
am gleichen Tag
ersten Besuch
ersten Anlauf
ersten Mal
innerhalb
binnen
"""
OF = {"von", "vom", "des", "der", "eines", "einer", "unseres", "unserer", "aller", "neuer"}
OBJECT = {
    "ein",
    "eine",
    "einen",
    "einer",
    "eines",
    "der",
    "die",
    "das",
    "den",
    "des",
    "von",
    "unser",
    "unsere",
    "unseren",
    "neue",
    "neuen",
    "neues",
    "alle",
    "aller",
}
HELPERS = set(
    fold("wird werden wurde wurden worden ist sind sein hat haben wollen sollen müssen").split()
)


def find(words: list[str], *, first: bool, last: bool) -> list[int]:
    """Where the verb or its noun stands; a later clause counts only if it says what "wir" do."""
    we = words.index("wir") if "wir" in words else None
    if we is None and not first:
        return []
    return _apart(words) or _beside(words, we) or _at_start(words) or _at_end(words)


def _apart(words: list[str]) -> list[int]:
    for prefix, *forms in APART:
        if words[-1] == prefix:
            for at, word in enumerate(words[:-1]):
                if word in forms:
                    return [at, len(words) - 1]
    return []


def _beside(words: list[str], we: int | None) -> list[int]:
    if we is None:
        return []
    return [at for at in (we - 1, we + 1) if 0 <= at < len(words) and words[at] in BESIDE_WE][:1]


def _at_start(words: list[str]) -> list[int]:
    verb, after = words[0], words[1] if len(words) > 1 else ""
    noun = verb in NOUNS and after in OF
    order = verb in BESIDE_WE and verb != "schulen" and (after in OBJECT or after.isdigit())
    return [0] if verb in WHOLE or noun or order else []


def _at_end(words: list[str]) -> list[int]:
    at = len(words) - 1
    while at > 0 and words[at] in HELPERS:
        at -= 1
    return [at] if words[at] in WHOLE else []


def find_noun(words: list[str], *, heading: bool) -> list[int]:
    """Where a delivered noun stands, or what says that something was delivered."""
    end = len(words) - 1
    if end and words[end] in DONE:
        return [end]
    if heading and (words[end].endswith(COMPOUND) or (end and words[end] in READY)):
        return [end]
    return [at for at, word in enumerate(words) if word.startswith(DONE_OF)][:1]
