"""Of CloudWatch: metrics that come from logs, and alarms that are judged as on AWS."""
