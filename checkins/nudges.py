"""What this app asks of people, slice by slice. `rows(now, person)` is one set-based query each."""

from checkins.impediments.nudges import NUDGES as IMPEDIMENTS
from checkins.live_check_in.nudges import NUDGES as LIVE_CHECK_IN
from checkins.meetings.nudges import NUDGES as MEETINGS
from checkins.minutes.nudges import NUDGES as MINUTES
from checkins.preparation.nudges import NUDGES as PREPARATION
from checkins.series.nudges import NUDGES as SERIES

NUDGES = [*MEETINGS, *PREPARATION, *IMPEDIMENTS, *LIVE_CHECK_IN, *MINUTES, *SERIES]
