"""What this machine has, what is missing, and how to get it; looks only, and never at the network."""

from workbook.doctor.examination import examine
from workbook.doctor.model import Check, DoctorReport, Platform, Status
from workbook.doctor.report import to_json

__all__ = ["Check", "DoctorReport", "Platform", "Status", "examine", "to_json"]
