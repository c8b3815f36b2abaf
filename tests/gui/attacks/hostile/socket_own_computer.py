# Talks to the editor's server.
# must: trouble 6 "network"
import socket

with_it = (socket.AF_INET, socket.SOCK_STREAM)
socket.socket(*with_it)
