# Fails in more than one way.
# must: trouble 4 "KeyError"
try:
    {}["a"]
except KeyError as error:
    raise
