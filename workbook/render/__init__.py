"""Turn graphs and results into pictures, tables and text; the only place that knows colours and labels."""
