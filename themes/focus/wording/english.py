"""English: the verb comes first, "launch …", "to launch …", "we will launch …"."""

# A verb in its forms, the bare one first.
VERBS = """
launch launches launched launching
introduce introduces introduced introducing
implement implements implemented implementing
deploy deploys deployed deploying
deliver delivers delivered delivering
develop develops developed developing
establish establishes established establishing
publish publishes published publishing
install installs installed installing
create creates created creating
migrate migrates migrated migrating
integrate integrates integrated integrating
automate automates automated automating
digitise digitises digitised digitising
digitize digitizes digitized digitizing
organise organises organised organising
organize organizes organized organizing
execute executes executed executing
finalise finalises finalised finalising
finalize finalizes finalized finalizing
hire hires hired hiring
"""
# Also a noun or an adjective ("Build quality is praised"): only with an object behind it.
DOUBLE = """
build builds built building
design designs designed designing
redesign redesigns redesigned redesigning
pilot pilots piloted piloting
release releases released releasing
start starts started starting
test tests tested testing
train trains trained training
plan plans planned planning
complete completes completed completing
finish finishes finished finishing
produce produces produced producing
conduct conducts conducted conducting
run runs running
"""
PARTICLES = {
    "out": "roll rolls rolled rolling carry carries carried carrying",
    "up": "set sets setting",
    "off": "kick kicks kicked kicking",
    "place": "put puts putting",
}
# What is left of a verb as a noun: before "of", and some of them at the end of a short heading.
BEFORE_OF = """
development creation completion delivery
"""
NOUNS = """
launch introduction implementation rollout roll-out deployment publication installation migration
integration automation digitisation digitization establishment go-live
"""
# Said of what is delivered: "The portal is launched", "Handbook published", "CRM is live".
FINISHED = """
launched introduced implemented deployed published installed migrated integrated established
finalised finalized automated
"""
# Only last of all: "Workshops held", "Number of dealers trained".
HELD = """
held conducted trained organised organized signed
"""
BE = """
is are was were be been being gets get go goes
"""
# What stands around a noun that is no heading of its own ("complaints about installation").
AROUND = """
to for before after since until till per at from with without during by of about on who that
"""
# Done in time is an outcome: "Orders delivered within a day", "at the first visit".
TIMELY = """
within
on time
in time
same day
first visit
first try
first call
first time
punctually
"""
PLACES = """
in across at for by to on
"""
LEADING = """
we will have to must should shall want need intend please let us let's finally
"""
OBJECT = """
a an the our new all each every this these its their your more first second one two three four five
six seven eight nine ten
"""

_lines = [line.split() for line in VERBS.split("\n") if line]
_BARE = {forms[0] for forms in _lines}
_WITH_OBJECT = {form for forms in _lines for form in forms[1:]} | set(DOUBLE.split())
_NOUNS, _FINISHED = set(NOUNS.split()), set(FINISHED.split())
_OF_WORK, _BE, _HELD = _NOUNS | set(BEFORE_OF.split()), set(BE.split()), set(HELD.split())
_PLACES, _WHO = set(PLACES.split()), {"who", "that", "which"}
_LEADING, _OBJECT = set(LEADING.split()), set(OBJECT.split())
_PHRASES = {form: particle for particle, forms in PARTICLES.items() for form in forms.split()}


def find(words: list[str], *, first: bool, last: bool) -> list[int]:
    """Where the verb stands, in the first clause after words such as "we will"."""
    at = next((i for i, word in enumerate(words) if word not in _LEADING), None)
    if at is None or not first:
        return []
    verb, after = words[at], words[at + 1 :]
    if verb in _BARE or (verb in _WITH_OBJECT and after and _is_object(after[0])):
        return [at]
    particle = _PHRASES.get(verb, "")
    return [at, at + 1 + after.index(particle)] if particle in after else []


def find_noun(words: list[str], *, heading: bool) -> list[int]:
    """Where a delivered noun stands, or what says that something was delivered."""
    end = len(words) - 1
    if words[0] in _OF_WORK and words[1:2] == ["of"]:
        return [0]
    pairs = list(enumerate(zip(words, [*words[1:], ""], strict=True)))
    for at, pair in pairs:
        if pair in {("go", "live"), ("goes", "live")} or (at == end - 1 and _is_live(*pair)):
            return [at, at + 1]
    if _WHO & set(words):
        return []
    for at, (word, after) in pairs[1:]:
        said_of = words[at - 1] in _BE or after in _PLACES or (at == end and heading)
        if (word in _FINISHED and said_of) or (word in _HELD and at == end):
            return [at]
        if at == end - 1 and _PHRASES.get(word) == after:
            return [at, end]
    return [end] if end and heading and words[end] in _NOUNS else []


def _is_live(word: str, after: str) -> bool:
    return after == "live" and word in _BE


def _is_object(word: str) -> bool:
    return word in _OBJECT or word.isdigit()
