"""Sending tickets by e-mail: wording, looking at what goes to whom, sending, and how it ended."""
