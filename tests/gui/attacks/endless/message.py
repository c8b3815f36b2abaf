# Raises an error that takes for ever to say what it is.
# must: ended 5 "did not finish"
class Endless(Exception):
    def __str__(self):
        while True: pass


raise Endless()
