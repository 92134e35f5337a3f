"""The architecture workbook: a CloudFormation template in, diagram, request flow, proof and tables out."""

__version__ = "0.1.0"
