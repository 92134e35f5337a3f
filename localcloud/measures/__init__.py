"""What AWS measures of load balancers, tasks and databases, published from what runs here."""
