"""What the review shows, and how its forms are understood."""
