"""From bytes on a socket to one request and one answer."""
