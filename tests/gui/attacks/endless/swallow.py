# Swallows every error that should end it.
# must: ended - "did not finish"
while True:
    try:
        raise SystemExit
    except BaseException:
        pass
