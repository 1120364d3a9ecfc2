"""What a lifter and their coaches write to each other."""
