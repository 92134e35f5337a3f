"""How fast the engine is, as ratios that are taken within one run and so hold on any machine."""
