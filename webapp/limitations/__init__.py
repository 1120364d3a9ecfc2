"""What a lifter must not do: set and taken away by themselves, or by a coach who sees their workouts."""
