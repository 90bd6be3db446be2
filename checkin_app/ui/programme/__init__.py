"""The Programme page: days, sessions on a timeline, and everything about each of them."""
