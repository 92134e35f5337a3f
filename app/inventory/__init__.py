"""Stock of a company: what there is, where it is, and every movement that made it so."""
