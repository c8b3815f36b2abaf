# Takes everything out of something that has no end.
# must: ended 5 "did not finish"
import itertools

any(number < 0 for number in itertools.count())
