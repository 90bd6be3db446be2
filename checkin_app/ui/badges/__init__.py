"""The Badges page: whose badges, on what, in which design, seen as they will be printed."""
