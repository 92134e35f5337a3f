"""What an architecture costs: computed from its template, a workload and a dated book of prices."""
