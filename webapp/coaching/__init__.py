"""A coach and their clients: invitations, what is shared, the roster, a client's log."""
