"""What people write, kept in a transactional database apart from the warehouse."""
