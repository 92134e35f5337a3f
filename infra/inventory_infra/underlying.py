"""The CloudFormation resource beneath a construct, for properties that the construct does not offer."""

from __future__ import annotations

from typing import TypeVar

import aws_cdk as cdk
from constructs import IConstruct

ResourceT = TypeVar("ResourceT", bound=cdk.CfnResource)


def underlying(construct: IConstruct, kind: type[ResourceT]) -> ResourceT:
    """The resource of this kind that a construct stands for.

    Raises:
        TypeError: the construct stands for none, or for one of another kind.
    """
    resource = construct.node.default_child
    if not isinstance(resource, kind):
        raise TypeError(f"{construct.node.path} stands for {type(resource).__name__}, expected {kind.__name__}")
    return resource
