# Reads a file beyond its folder, from a thread.
# must: trouble 10 "Permission denied"
import threading

errors = []


def read():
    try:
        print(open("../outside/secret.txt").read())
    except OSError as error:
        errors.append(error)


thread = threading.Thread(target=read)
thread.start(), thread.join()
raise errors[0]
