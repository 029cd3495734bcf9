"""How the names of a collection are gathered and joined."""
