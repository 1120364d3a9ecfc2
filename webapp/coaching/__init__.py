"""A coach and their clients: invitations, the roster, a client's log."""
