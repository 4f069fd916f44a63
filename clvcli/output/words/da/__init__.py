"""Danish, translated from English."""
