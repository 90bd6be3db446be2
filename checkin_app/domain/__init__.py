"""The rules of an event: values and pure functions, with nothing but the standard library."""
