# Does not let itself be ended.
# must: ended - "did not finish"
while True:
    try:
        while True:
            pass
    finally:
        continue
