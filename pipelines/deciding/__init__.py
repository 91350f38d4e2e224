"""What people decide: kept, checked against each other, and carried out."""
