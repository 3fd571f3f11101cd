"""A few hundred of the requests that `bin/torture walls` sends, to the site as it is served."""

from core.tenancy import tenant
from tests.cast import Cast, Rival
from tests.serving import Site
from tests.walls.rows import fill
from tools.torture.walls.attack import attack

WHO = ["administrator", "integrator", "sponsor", "representative", "home_leader"]


def test_nonsense_finds_no_hole(live_site: Site, stage: Cast, rival: Rival) -> None:
    with tenant(stage.organisation):
        fill(stage)
    emails = [getattr(stage, who).email for who in WHO]

    figures = attack(
        live_site.port,
        requests=200,
        seed=7,
        emails=[*emails, rival.outsider.email],
        looks=70,
        clients=1,
    )

    told = [(each["fault"], each["view"], each["detail"]) for each in figures["examples"]]
    faults = ("answers_500", "answers_503", "foreign_rows", "unescaped_markers", "unanswered")
    assert {name: figures[name] for name in faults if figures.get(name)} == {}, told
    assert (figures["organisations"], figures["people"]) == (2, 6)
    assert figures["forms"] > 5
