# Makes a socket that can be sent to any service of this system.
# must: trouble 5 "not permitted"
import socket

socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
