"""The story of the demo: who joined, what they tried, measured, learned and asked for.

People are named by their employee number of the roster. Days are (week of the cycle, weekday).
"""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

SPONSOR = "E1001"
ADMINISTRATOR = "E1097"
NOT_IN = ("E1144", "E1146", "E1147")  # on the roster, invited, not answered
INTEGRATION = ("E1106", "E1107")
FURTHER_SPONSOR = "E1104"
FACILITATOR = "E1109"
DECISION = "Who needs a van says so by Tuesday."
DECISION_MEANT = "Who needs a van says so by Monday."
COACHES = ("E1096", "E1096", "E1115")
WORKSHOP = ("E1001", "E1002", "E1008", "E1099", "E1110", "E1105")

CALL = (
    "You meet your team once a week for 30 minutes, all teams every two weeks for 15 minutes a team, "
    "and you help to define one OKR set for three months. Between the meetings you try things out "
    "with technicians and dealers. Joining is voluntary, and you can step back before teams are "
    "confirmed without a reason."
)


FIRST_DIRECTION = "Focus on external service technicians: train them better and more often."
AREAS_AGAIN = (
    "What technicians need to know and to practise to solve it at the first visit.",
    "Parts, contracts, tools and pay: what makes a day in the field a good one.",
    "What makes people without our badge feel that they are one of us.",
)
FOCUS_ANSWERS = (  # cycle, week, leader, what they learned
    (1, 6, "E1110", "Dealers keep asking for the call centre. We have put it out of scope."),
    (1, 11, "E1002", "Training alone changes little. Waiting for parts costs more visits."),
    (1, 11, "E1099", "Half of what blocks technicians lies in contracts, not in tools."),
    (
        2,
        5,
        "E1110",
        "Belonging grows where people are called back. Is that not working conditions?",
    ),
)
OTHER_SPONSORS = ("E1046", "E1068")
OTHER_THEME = {
    "name": "Appliances that are repaired before they are replaced",
    "strategy_sentence": "By 2030 every second appliance of ours has a second life.",
    "why_now": "New rules on repair come into force, and repair shops ask us for parts we do not stock.",
    "why_no_team": "Design, spare parts, prices and service contracts sit in five divisions.",
}


@dataclass(frozen=True)
class Hand:
    """Somebody who put up their hand, and what their home leader answered."""

    number: str
    area: int
    hours: str
    motivation: str
    contribution: str = ""
    learning: str = ""
    second: int | None = None
    way: str = "volunteered"
    speaks: bool = False
    leader_says: str = "agree"
    leader_hours: str = ""
    leader_reason: str = ""


@dataclass(frozen=True)
class Point:
    """A measurement in a week of the cycle."""

    week: int
    value: str
    confidence: str
    line: str = ""


@dataclass(frozen=True)
class Result:
    """A key result of cycle 1 with its whole course; cycle 2 takes its own from the case."""

    title: str
    kind: str
    unit: str
    course: list[Point]
    baseline: str = ""
    target: str = ""
    horizon: str = "stretch"
    steps: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Bet:
    """An initiative: for which key result (by position), why, and its to-dos (text, week, done).

    `showed` is what the team said when it looked again: (week, answer, what it learned).
    """

    title: str
    because: str
    moves: int
    owner: str
    to_dos: tuple[tuple[str, str, int, bool], ...] = ()
    showed: tuple[tuple[int, str, str], ...] = ()


@dataclass(frozen=True)
class Talk:
    """A conversation with somebody outside, planned for a week; held when there are notes."""

    whom: str
    questions: str
    doer: str
    week: int
    notes: str = ""
    insight: str = ""


@dataclass(frozen=True)
class TeamStory:
    """One team in one cycle."""

    objective: str
    bets: list[Bet]
    learnings: list[tuple[int, str]]
    achievements: list[tuple[int, str]]
    results: list[Result] = field(default_factory=list)
    talks: tuple[Talk, ...] = ()


@dataclass(frozen=True)
class AskStory:
    """An impediment that goes to a leader; `answer` is empty while it waits."""

    team: int
    week: int
    by: str
    text: str
    blocks: str
    category: str
    leader: str
    answer: str = ""
    words: str = ""
    solved_in_week: int = 0


@dataclass(frozen=True)
class ChangeStory:
    """What a team changes in its agreed OKR set, and why."""

    title: str
    counter_metric: str
    reason: str


CHANGED_2 = ChangeStory(
    "Jobs closed in the app without paper",
    "Calls to the hotline about the app",
    "Dealers asked us what we do not see.",
)

HANDS_1 = [
    Hand(
        "E1002",
        0,
        "2",
        "I sign the training budget. I should hear first what it is good for.",
        "decisions, twelve years in the field",
        "what technicians say when I am not in the room",
    ),
    Hand(
        "E1017",
        0,
        "6",
        "I train technicians in a classroom. They learn at the customer's door.",
        "training design, field experience",
        "how to measure whether training helps",
        second=2,
        speaks=True,
    ),
    Hand(
        "E1050", 0, "4", "We design what they repair. I want to see it done.", "product knowledge"
    ),
    Hand("E1088", 0, "4", "Every third return had nothing wrong with it.", "complaint data"),
    Hand("E1027", 0, "3", "Dealers ask me things I cannot answer.", "dealers' questions", second=1),
    Hand(
        "E1108", 0, "4", "I would like to build training that people ask for.", "learning formats"
    ),
    Hand("E1099", 1, "2", "The app is mine, so is the waiting.", "mobile software, contracts"),
    Hand(
        "E1011",
        1,
        "4",
        "I hear each morning which part is missing again.",
        "logistics, trust of the dealers",
        "how other divisions decide",
        speaks=True,
    ),
    Hand("E1085", 1, "4", "The part is on the shelf. It just does not travel.", "spare-part data"),
    Hand(
        "E1126",
        1,
        "3",
        "We pay late and nobody tells us what that does.",
        "how invoices travel",
        leader_says="other",
        leader_hours="2",
        leader_reason="Quarter close needs her on Mondays.",
    ),
    Hand("E1061", 1, "4", "I write software for people I have never met.", "usability tests"),
    Hand("E1102", 1, "3", "Paper forms come back to us as photographs.", "the job system"),
    Hand(
        "E1123",
        1,
        "2",
        "My leader thinks controlling should be there.",
        "figures",
        way="nominated",
    ),
    Hand("E1110", 2, "2", "A brand lives where somebody rings a bell.", "employer brand"),
    Hand("E1005", 2, "5", "Ten years of rides in the van.", "field service analysis", second=0),
    Hand(
        "E1138",
        2,
        "4",
        "I run our community for customers. Why not for technicians?",
        "community building",
        "what makes people stay",
        speaks=True,
    ),
    Hand("E1132", 2, "4", "Give me a microphone and two dealers.", "communication"),
    Hand("E1030", 2, "3", "Dealers are my customers and nobody's colleagues.", "retail"),
    Hand("E1114", 2, "4", "Belonging starts on the first day.", "onboarding", way="invited"),
]

# Who goes on, and how: the answer at the end of cycle 1. Everybody else goes on as now.
ANSWERS_1 = {
    "E1027": (
        "leave",
        "A new market opens and needs me full time.",
        "Ask me about dealers any time.",
    ),
    "E1123": ("leave", "It was not my own wish. I am glad I saw it.", ""),
    "E1030": ("pause", "Parental leave until autumn.", "I would like to come back to belonging."),
    "E1011": ("other_hours", "The work grew, and I like it.", "6 hours instead of 4."),
    "E1005": (
        "as_now",
        "I finally see how it all hangs together.",
        "As now; more interviews, please.",
    ),
}
OTHER_HOURS_1 = {"E1011": "6"}

HANDS_2 = [
    Hand("E1082", 0, "4", "I train on the line. The same module could travel.", "training design"),
    Hand(
        "E1013",
        1,
        "5",
        "I know every dealer between İzmir and Bursa.",
        "contracts, dealers",
        leader_says="",
    ),
    Hand("E1145", 2, "3", "I have a sound studio at home.", "audio, social media"),
    Hand("E1006", 2, "4", "Technicians call me when they want to leave.", "field experience"),
]

HANDS_3 = [
    Hand("E1021", 1, "4", "Every second call is about a part we could have sent.", "call data"),
    Hand("E1047", 0, "2", "My engineers should hear what breaks.", "product knowledge", second=1),
    Hand("E1072", 1, "3", "I pack the parts. I know why they come late.", "assembly", second=0),
    Hand("E1143", 2, "5", "Radio is the best idea I have heard here.", "editing", "interviewing"),
    Hand("E1090", 0, "4", "I count what comes back. I want to change it.", "complaint data"),
]
INVITED_3 = "E1064"

# In the middle of cycle 2: who was invited and joined, who said yes and waits for a place, who left.
NEWCOMER_2 = Hand(
    "E1127",
    0,
    "3",
    "I see the bills of each repeat visit and would like to see the visits.",
    "figures",
    "how technicians work",
    way="invited",
)
LATE_2 = Hand(
    "E1116",
    2,
    "2",
    "I write our job adverts. I should know what keeps people.",
    "texts",
    way="nominated",
)
LEAVER_2 = "E1102"

TEAMS_1 = [
    TeamStory(
        "We know what external technicians meet at the door",
        [
            Bet(
                "Thirty conversations in the van",
                "who rides along sees what no form tells us",
                1,
                "E1017",
                (
                    ("Find ten dealers who let us ride along", "E1027", 2, True),
                    ("Write a guide for the conversations", "E1108", 2, True),
                ),
                (
                    (7, "keep", "Who rides along hears more than who asks. We go on."),
                    (11, "done", "Thirty conversations told the same three stories."),
                ),
            ),
            Bet(
                "Read 200 job reports together",
                "patterns show where training would help",
                2,
                "E1088",
                (("Draw the sample with Quality", "E1088", 4, True),),
                ((7, "stop", "Reports say what was repaired, not why. Half of them were enough."),),
            ),
        ],
        [
            (4, "Technicians do not lack skill. They lack the minute to look something up."),
            (8, "A two-minute video on the phone beats a day in class."),
            (12, "The first visit fails before it starts: the wrong fault is written down."),
        ],
        [
            (5, "Twelve technicians let us ride along in one week."),
            (10, "Thirty conversations, done."),
        ],
        [
            Result(
                "Conversations with external technicians",
                "increase",
                "conversations",
                [
                    Point(2, "4", "unsure"),
                    Point(4, "11", "unsure"),
                    Point(6, "17", "confident"),
                    Point(8, "24", "confident"),
                    Point(10, "30", "confident"),
                    Point(12, "34", "confident", "Four more asked whether they could talk to us."),
                ],
                "0",
                "30",
                "committed",
            ),
            Result(
                "First-visit resolution of the pilot dealers",
                "baseline",
                "%",
                [
                    Point(6, "60", "unsure"),
                    Point(10, "61", "confident"),
                    Point(12, "62", "confident", "Three weeks agree."),
                ],
            ),
            Result(
                "Job reports read and sorted",
                "increase",
                "reports",
                [Point(4, "40", "unsure"), Point(8, "95", "unsure"), Point(12, "150", "unsure")],
                "0",
                "200",
            ),
        ],
    ),
    TeamStory(
        "We see a technician's day as it is",
        [
            Bet(
                "Fifteen days along",
                "only a whole day shows where the hours go",
                1,
                "E1011",
                (("Agree with Legal on insurance", "E1126", 3, True),),
            ),
        ],
        [
            (6, "When we asked dealers about pay, they talked about waiting."),
            (10, "Being paid late feels like not being trusted."),
        ],
        [(8, "Finance rode along for a day and came back with a list.")],
        [
            Result(
                "Days we rode along",
                "increase",
                "days",
                [
                    Point(2, "1", "doubtful"),
                    Point(4, "3", "doubtful"),
                    Point(6, "6", "unsure"),
                    Point(8, "9", "unsure"),
                    Point(10, "11", "unsure"),
                    Point(12, "12", "unsure"),
                ],
                "0",
                "15",
            ),
            Result(
                "Waiting time for a spare part",
                "baseline",
                "hours",
                [Point(8, "48", "unsure"), Point(12, "46", "confident")],
            ),
            Result(
                "Landscape of contracts and payments drawn",
                "milestone",
                "",
                [Point(4, "1", "unsure"), Point(8, "2", "confident"), Point(12, "3", "confident")],
                steps=(
                    ("Contracts collected", 1),
                    ("Payments followed", 1),
                    ("Drawn and shared", 2),
                ),
            ),
        ],
    ),
    TeamStory(
        "Technicians have told us what belonging means to them",
        [
            Bet(
                "A kitchen-table evening in four towns",
                "people talk where there is tea",
                1,
                "E1132",
                (
                    ("Book a tea house in Manisa", "E1005", 3, True),
                    ("Invite dealers by phone, not by mail", "E1030", 3, True),
                ),
            ),
        ],
        [
            (4, "Belonging is being called back."),
            (10, "A radio programme costs less than one poster campaign, and people answer back."),
        ],
        [(6, "Forty technicians came to the evening in Manisa. We had chairs for 25.")],
        [
            Result(
                "Technicians at a kitchen-table evening",
                "increase",
                "technicians",
                [
                    Point(4, "40", "confident"),
                    Point(6, "62", "confident"),
                    Point(8, "81", "confident"),
                    Point(12, "104", "confident"),
                ],
                "0",
                "90",
            ),
            Result(
                "Dealers who answered our five questions",
                "increase",
                "%",
                [Point(4, "8", "unsure"), Point(8, "21", "unsure"), Point(12, "37", "doubtful")],
                "0",
                "60",
            ),
        ],
    ),
]

# Cycle 2: the courses of the key results that the case defines, by their title.
COURSES_2: dict[str, list[Point]] = {
    "First-visit resolution of the pilot dealers": [
        Point(2, "62", "unsure"),
        Point(4, "64", "unsure"),
        Point(6, "68", "confident", "The videos arrive."),
    ],
    "Technicians who passed the new diagnosis module": [
        Point(2, "0", "unsure"),
        Point(3, "18", "unsure"),
        Point(4, "41", "unsure"),
        Point(5, "77", "confident", "Konya and Kayseri finished their first day."),
    ],
    "Repeat visits within 30 days per 1,000 jobs": [
        Point(2, "85", "unsure"),
        Point(4, "81", "unsure"),
        Point(6, "74", "unsure"),
    ],
    "Waiting time for a spare part": [
        Point(2, "46", "unsure"),
        Point(4, "44", "doubtful"),
        Point(6, "43", "doubtful", "The warehouse has no slot before noon."),
    ],
    "Jobs closed in the app without paper": [
        Point(2, "18", "confident"),
        Point(4, "22", "unsure"),
        Point(6, "25", "doubtful"),
    ],
    "Invoices paid within 14 days": [
        Point(2, "96", "confident"),
        Point(4, "93", "unsure"),
        Point(6, "95", "unsure"),
    ],
    "New service contract agreed with the dealers' board": [
        Point(2, "0", "unsure"),
        Point(5, "1", "unsure", "Twenty dealers, twenty stories."),
    ],
    "Technicians who say they belong (pulse of 5)": [
        Point(4, "3.1", "unsure"),
        Point(6, "3.2", "confident"),
    ],
    "Technicians active in the community each month": [
        Point(2, "22", "unsure"),
        Point(4, "84", "confident"),
        Point(6, "151", "confident", "The radio helped."),
    ],
    "Technicians who left a dealer per quarter": [
        Point(2, "31", "unsure"),
        Point(4, "28", "unsure"),
        Point(6, "25", "confident"),
    ],
}
EVERY_WEEK_2 = {"Technicians who passed the new diagnosis module"}

TEAMS_2 = [
    TeamStory(
        "",
        [
            Bet(
                "Two-minute repair videos, filmed with dealers",
                "a technician has the minute to watch and not the day to come",
                1,
                "E1017",
                (
                    ("Ask ten technicians what they would watch", "E1108", 2, True),
                    ("Film six videos on compressor diagnosis", "E1050", 5, True),
                    ("Subtitles in Turkish, German and Arabic", "E1108", 8, False),
                ),
                ((4, "keep", "Ten of ten would watch, if it is shorter than the lift takes."),),
            ),
            Bet(
                "Certification day on wheels",
                "who cannot come to us lets us come",
                2,
                "E1082",
                (
                    ("Book the van for Konya and Kayseri", "E1017", 4, True),
                    ("Find a second trainer for Central Anatolia", "E1082", 7, False),
                    ("Ask the board for training kits", "E1002", 8, False),
                    ("Release the budget of the van for June", "E1002", 8, False),
                    ("Invite two dealers to the board", "E1002", 9, False),
                    ("Speak with the works council about Saturdays", "E1002", 9, False),
                    ("Thank the first forty dealers in writing", "E1002", 10, False),
                ),
            ),
        ],
        [
            (3, "Technicians watch the video in the lift, on the way to the door."),
            (6, "The wrong fault is written down in the call. The call centre sits with us now."),
        ],
        [
            (5, "Kayseri and Konya finished their first certification day."),
            (6, "Six videos are out."),
        ],
        talks=(
            Talk(
                "A technician in Konya, two years in the job",
                "What did you do the last time you did not know the fault?\nWhom did you ask?",
                "E1050",
                4,
                "Phoned a friend who works for another dealer. Would not call us: “You write it down.”",
                "They ask a friend first, because asking us leaves a trace.",
            ),
            Talk(
                "The owner of a dealer in Kayseri",
                "What does a day of training cost you?",
                "E1108",
                5,
                "Two vans stand still. The day itself is free, the lost jobs are not.",
                "A day in class costs a dealer four jobs; half a day on site costs one.",
            ),
            Talk("A dispatcher of the call centre", "How do you write down a fault?", "E1017", 8),
        ),
    ),
    TeamStory(
        "",
        [
            Bet(
                "Parts travel with the night bus",
                "buses leave for each town; our vans do not",
                1,
                "E1011",
                (
                    ("Get an offer of two bus companies", "E1013", 6, False),
                    ("Ride one night with a parcel", "E1085", 5, True),
                ),
            ),
            Bet(
                "The paper form goes",
                "whoever has both uses paper",
                2,
                "E1061",
                (
                    ("Let five technicians close a job while we watch", "E1061", 4, True),
                    ("Remove the form from the new starter kit", "E1102", 9, False),
                ),
            ),
        ],
        [
            (2, "Dealers do not ask for more money. They ask for a date they can rely on."),
            (6, "Route planning fails on the first unplanned call, so we keep one slot free."),
        ],
        [(4, "Two dealers planned a whole week ahead and got home at six.")],
    ),
    TeamStory(
        "",
        [
            Bet(
                "A radio programme for people in the field",
                "they are alone in a van eight hours a day, with a radio",
                2,
                "E1132",
                (
                    ("Record the pilot with two dealers", "E1145", 3, True),
                    ("Find a slot on Thursday mornings", "E1138", 5, True),
                    ("A jingle that is not ours", "E1132", 8, False),
                ),
            ),
            Bet("We call back within a day", "belonging is being called back", 3, "E1006"),
        ],
        [
            (4, "People write to the radio who never answered a mail."),
            (6, "Who is called back within a day does not leave that quarter."),
        ],
        [
            (4, "The first programme had 412 listeners."),
            (6, "A C-level said: best idea I have heard."),
        ],
    ),
]

ASKS_1 = [
    AskStory(
        1,
        3,
        "E1011",
        "Nobody insures us when we ride along",
        "all days in the van",
        "decision",
        "E1099",
        "accepted",
        "I speak with Legal this week.",
        5,
    ),
    AskStory(
        2,
        6,
        "E1138",
        "Tea and chairs cost more than we may spend",
        "the next two evenings",
        "budget",
        "E1110",
        "accepted",
        "I pay it from the brand budget.",
        7,
    ),
]
ASKS_2 = [
    AskStory(
        0,
        4,
        "E1017",
        "Training kits for 40 dealers need a budget",
        "certification days",
        "budget",
        "E1002",
        "accepted",
        "I take it to the board.",
    ),
    AskStory(
        1,
        6,
        "E1011",
        "The warehouse gives technicians no slot before noon",
        "spare parts for the afternoon",
        "decision",
        "E1099",
    ),
    AskStory(
        1,
        6,
        "E1126",
        "We may not see when warranty payments leave Finance",
        "a date dealers can rely on",
        "information",
        "E1120",
    ),
]

REFLECTIONS_1 = {
    "E1017": (
        "I finally see how it all hangs together, and who does what down the corridor.",
        "quote",
    ),
    "E1126": ("I had never met a dealer. Now I know three by name.", "program"),
    "E1132": ("We would never have done it otherwise.", "quote"),
    "E1123": ("I would have liked to be asked myself.", "me"),
    "E1011": ("A director carried boxes with us. That changed how I speak with her.", "team"),
}
PRACTICES_1 = [
    # team, learning, practice, owner, where it is written
    (
        0,
        2,
        "The call centre asks three questions before it writes down a fault",
        "E1016",
        "Call guide",
    ),
    (1, 1, "Dealers' invoices show the day of payment", "E1121", "Payment rules"),
    (2, 0, "Every call from the field is answered within a day", "E1009", "Dealer handbook"),
]
CHECKS_1: dict[str, dict[str, Any]] = {
    # practice: how it was doing when somebody looked again
    "The call centre asks three questions before it writes down a fault": {
        "use": "yes",
        "used_by": "All shifts of the call centre",
        "effect": "The right part is in the van on the first visit.",
        "benefit": Decimal(31400),
        "unit": "EUR",
        "source": "Dispatch: second visits saved since the start, at the flat rate",
        "estimate": True,
    },
    "Every call from the field is answered within a day": {
        "use": "partly",
        "used_by": "Dealer desk, not yet in the evening",
        "effect": "Dealers say that they wait less and plan better.",
        "benefit": Decimal(6),
        "unit": "hours a week",
        "source": "Log of the dealer desk",
    },
}
STORIES: list[tuple[str, dict[str, Any], str]] = [
    # who tells it, the card, and words that their writer released in the review
    (
        "E1126",
        {
            "idea": "Sit in the van for a day before we write a rule for it",
            "tried": "Twelve of us rode along with technicians and dealers and only asked "
            "questions. Nobody took a form along.",
            "effect": "Three rules went that nobody in the office had ever followed themselves. "
            "Dealers now ring us before they are angry.",
        },
        "I finally see how it all hangs together, and who does what down the corridor.",
    ),
    (
        "E1017",
        {
            "idea": "Ask three questions before a fault is written down",
            "tried": "Two shifts of the call centre asked them for a month, with a note on the "
            "screen instead of a training.",
            "effect": "The right part is in the van on the first visit, and the note became part "
            "of the call guide.",
        },
        "We would never have done it otherwise.",
    ),
    (
        "E1011",
        {
            "idea": "Show dealers on which day they will be paid",
            "tried": "A sheet by hand for six dealers, to see whether it helps anybody.",
            "effect": "Calls about invoices fell, so Finance put the day on every invoice.",
        },
        "",
    ),
]
IMPROVEMENTS_1 = [
    (0, "meetings", "We begin with the values and end with who does what."),
    (0, "time", "Thursday mornings are free of other meetings."),
    (1, "leaders", "We ask for a decision a week before we need it."),
    (2, "together", "Two of us call every dealer together."),
]
COLOURS = {"g": "green", "y": "yellow", "r": "red"}
# By week and day: for each dimension what one member after the other says.
HEALTH_2 = {
    (2, 4): "gg ryr yg yy gy rry yr gg",
    (6, 3): "gg yyr gg gy gg yyr gy gg",
}
HEALTH_ACTION_2 = "We ask our home leaders for free Thursday mornings."
LEARNED_1 = "We know where we start. Now we move it."
SCORES_1 = {
    "Job reports read and sorted": (Decimal("0.6"), "Half of the reports were enough to see it.")
}

IDEAS_2 = {
    "problems": [
        "New models are in the kitchens before they are in our training",
        "Nobody hears what went wrong at the next dealer yesterday",
        "Manuals answer questions that nobody has",
    ],
    "opportunities": [
        "Field circles meet already, without us",
        "Technicians film their own repairs",
    ],
    "trends": [
        "Heat pumps come faster than books about them",
        "Fewer young people learn the trade",
    ],
}
"""What the first team writes in its definition workshop of cycle 2."""
CLUSTERS_2 = {
    "Learn before the model arrives": [
        "New models are in the kitchens before they are in our training",
        "Heat pumps come faster than books about them",
    ],
    "Learn from each other": [
        "Nobody hears what went wrong at the next dealer yesterday",
        "Field circles meet already, without us",
        "Technicians film their own repairs",
    ],
}
SURE_2 = ["confident", "unsure", "unsure", "confident", "doubtful"]
PULSE_SILENT_1 = 3  # members who did not answer
PULSE_LEAN_1 = {
    "big_picture": 7,
    "other_departments": 6,
    "belonging": 6,
    "voice": 6,
    "ideas": 6,
    "learning": 6,
    "leader_support": 6,
    "home_team": 5,
    "time": 4,
    "fun": 7,
    "recommend": 10,
}
PULSE_WORDS_1 = {
    "keep": {
        0: "Driving out together. I learned more in a van than in two years of meetings.",
        4: "That a director carries boxes and then clears the budget.",
        7: "Fifteen minutes a team, and then it is over.",
        11: "Nobody was put into this. You notice it.",
    },
    "change": {
        2: "The hours are agreed, and then the shift plan knows nothing of them.",
        5: "Tell my home team what this is for. They think I am at a workshop.",
        9: "Fewer key results. Two would have been enough.",
    },
}
PULSE_FOLLOW_UPS_1 = [
    # text, owner, days after the pulse opened
    ("Agreed hours stand in the shift plan of the next cycle", "E1016", 30),
    ("Home leaders hear in ten minutes what their people bring back", "E1009", 45),
]
