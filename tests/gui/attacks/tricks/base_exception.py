# Raises what most people do not catch.
# must: trouble 7 "Odd: boo"
class Odd(BaseException):
    pass


raise Odd("boo")
