"""How the register's tables came about, step by step; a package, so that an installation takes the steps along."""
