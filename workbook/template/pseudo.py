"""The pseudo parameters of CloudFormation, from the environment that a stack is deployed to."""

from __future__ import annotations

from workbook.lang import Text
from workbook.template.model import Unknown, Value
from workbook.template.raw import RawStack

ENVIRONMENT = Text(
    en="the template does not say which Region and account it is deployed to",
    es="la plantilla no dice en qué región y cuenta se despliega",
)
STACK_ID = Text(
    en="CloudFormation gives the stack its id during the deployment",
    es="CloudFormation asigna el identificador de la pila durante el despliegue",
)


def pseudo_parameters(stack: RawStack) -> dict[str, Value]:
    """Every pseudo parameter except `AWS::NoValue`, for one stack.

    Stacks without an environment are deployed together to one, so their unknown Region is one and the same.
    """
    partition, suffix = _partition(stack.region)
    return {
        "AWS::Region": stack.region or Unknown("AWS::Region", ENVIRONMENT),
        "AWS::AccountId": stack.account or Unknown("AWS::AccountId", ENVIRONMENT),
        "AWS::Partition": partition,
        "AWS::URLSuffix": suffix,
        "AWS::StackName": stack.deployed_as or stack.name,
        "AWS::StackId": Unknown(f"AWS::StackId({stack.name})", STACK_ID),
        "AWS::NotificationARNs": Unknown(f"AWS::NotificationARNs({stack.name})", STACK_ID),
    }


def _partition(region: str | None) -> tuple[str, str]:
    """Name and domain of the partition of a Region.

    An unknown Region counts as one of the standard partition, where nearly all templates are deployed: only so are
    `arn:${AWS::Partition}:…` and the same ARN written out in another stack recognised as equal.
    """
    if region and region.startswith("cn-"):
        return "aws-cn", "amazonaws.com.cn"
    if region and region.startswith("us-gov-"):
        return "aws-us-gov", "amazonaws.com"
    return "aws", "amazonaws.com"
