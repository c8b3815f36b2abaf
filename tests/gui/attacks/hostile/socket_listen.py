# Waits for calls.
# must: trouble 5 "network"
import socket

socket.create_server(("127.0.0.1", 0))
