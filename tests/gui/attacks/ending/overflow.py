# Calls itself until the stack is used up.
# must: ended 12 "(Segmentation fault|overflow)"
import sys

sys.setrecursionlimit(10**9)


def deeper(f):
    return f(f) + 1 if f else 0


sorted([1, 2], key=lambda x: deeper(lambda f: max([f], key=lambda g: deeper(g))))
