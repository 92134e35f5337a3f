"""One meter per service: what AWS charges for, given what there is and how it is used; no meter knows a template."""
