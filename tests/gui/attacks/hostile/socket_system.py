# Talks to a service of this system.
# must: trouble 5 "(not permitted|network)"
import socket

socket.socket(socket.AF_UNIX).connect("/run/dbus/system_bus_socket")
