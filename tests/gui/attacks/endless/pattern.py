# Matches a pattern that takes longer than the universe lasts.
# must: ended 5 "did not finish"
import re

re.match("(a+)+b", "a" * 100)
