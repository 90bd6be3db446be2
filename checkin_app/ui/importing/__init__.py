"""Bringing a list of people into the event, step by step."""
