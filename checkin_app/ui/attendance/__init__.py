"""The Attendance page: who was there, and the papers that say so."""
