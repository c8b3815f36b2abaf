"""Things that may happen behind the walls, each a worker's entry point. Not a test itself."""

import ctypes
import os
import random
import re
import signal
import subprocess
import sys
import time

import numpy as np

from nengo_gui.protocol.channel import pack
from nengo_gui.protocol.inside import Load, Loaded, Printed, Progressed
from nengo_gui.protocol.objects import Graph, LogEntry
from nengo_gui.worker.channel import Channel


def strange(sock):
    """Take one ``Load`` whose text names what to do, and do it."""
    channel = Channel(sock)
    while True:
        for order in channel.exchange(None):
            if isinstance(order, Load):
                name, _, argument = order.text.partition(" ")
                # Compiled under the name of the model file, as a model would be.
                code = compile("act(channel, argument, sock)", order.filename, "exec")
                exec(
                    code,
                    {"act": ACTS[name], "channel": channel, "argument": argument, "sock": sock},
                )


def prepare():
    """Leave a mark that workers of the second successor show; the first one only came by."""
    visited = os.environ["HOME"] + "/visited"
    if not os.path.exists(visited):
        open(visited, "x").close()
        return False
    os.environ["PREPARED"] = "yes"
    return True


def say(channel, text):
    channel.post(Printed(entries=(LogEntry(text),)))


def echo(channel, argument, sock):
    channel.post(Progressed(stage="load", done=0, total=1))
    channel.post(Loaded(graph=Graph(revision=int(argument or 0))))


def tell_random(channel, argument, sock):
    say(channel, f"{random.random()} {np.random.random()}")


def tell_environment(channel, argument, sock):
    say(channel, " ".join(sorted(os.environ)))


def tell_modules(channel, argument, sock):
    say(channel, " ".join(name for name in argument.split() if name in sys.modules))


def tell_limits(channel, argument, sock):
    with open("/proc/self/status") as file:
        status = dict(line.split(":", 1) for line in file)
    say(channel, f"{status['NoNewPrivs'].strip()} {status['Threads'].strip()}")


def leave(channel, argument, sock):
    os._exit(int(argument))


def crash(channel, argument, sock):
    ctypes.string_at(0)


def be_signalled(channel, argument, sock):
    os.kill(os.getpid(), getattr(signal, argument))


def hang(channel, argument, sock):
    channel.post(Progressed(stage="load", done=0, total=1))
    while True:
        pass


def hang_and_print(channel, argument, sock):
    channel.post(Progressed(stage="load", done=0, total=1))
    while True:
        say(channel, "still here")
        time.sleep(0.02)


def hang_in_c(channel, argument, sock):
    """Hold the interpreter inside C code: no other thread, no signal handler of Python's runs."""
    channel.post(Progressed(stage="load", done=0, total=1))
    re.match("(a+)+b", "a" * 100)


def eat(channel, argument, sock):
    channel.post(Progressed(stage="load", done=0, total=1))
    food = []
    while True:
        food.append(bytearray(os.urandom(1 << 20)))
        time.sleep(0.002)


def close_channel(channel, argument, sock):
    sock.close()
    time.sleep(1000)


def write_rubbish(channel, argument, sock):
    sock.setblocking(True)
    sock.sendall({"json": pack(0, b'{"kind": "fireworks"}'), "frame": pack(1, b"NFNFNF"),
                  "kind": pack(7, b""), "size": b"\xff\xff\xff\xff\x00"}[argument])  # fmt: skip
    time.sleep(1000)


def start_programs(channel, argument, sock):
    child = subprocess.Popen(["sleep", "1000"])
    stray = subprocess.Popen(["sleep", "1000"], start_new_session=True)
    say(channel, f"{child.pid} {stray.pid}")
    if argument == "leave":
        os._exit(0)
    time.sleep(1000)


def flood(channel, argument, sock):
    for _ in range(int(argument)):
        channel.post(Progressed(stage="build", done=0, total=1))
    say(channel, "done")


def fail(channel, argument, sock):
    raise KeyError("a fault of ours")


ACTS = {name: act for name, act in globals().items() if callable(act)}
