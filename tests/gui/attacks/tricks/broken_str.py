# Raises an error that cannot be shown.
# must: trouble 8 "cannot be shown"
class Odd(Exception):
    def __str__(self):
        raise ValueError


raise Odd()
