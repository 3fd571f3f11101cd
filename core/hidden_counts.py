"""From how many hidden answers on their counts are shown, the same for everything that is counted.

Of two answers, one's own taken from the counts is the other's; of three, two who talk know the
third's. And two counts that follow each other closely tell how the one answered who took part in
one of them alone.
"""

FEWEST = 4
