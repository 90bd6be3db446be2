"""Everything that a person sees or hears: the only room that knows Qt."""
