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


def _is_object(word: str) -> bool:
    return word in _OBJECT or word.isdigit()
