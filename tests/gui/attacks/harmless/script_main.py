# Is a script as well, with a main function.
# must: fine
import sys

import nengo


def build():
    with nengo.Network() as network:
        nengo.Ensemble(20, 1)
    return network


def main(arguments):
    if len(arguments) > 1:
        sys.exit("too many arguments")
    return build()


model = build()
if __name__ == "__main__":
    sys.exit(main(sys.argv))
