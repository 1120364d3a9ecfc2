"""What coaches show to everybody: their page, programs and workouts, the questions under them, followers."""
