"""What a user can ask for: one class a capability, each method a story."""
