# Fetches a page.
# must: trouble 5 "network"
import urllib.request

urllib.request.urlopen("http://192.0.2.1/secret")
