from __future__ import annotations

import numpy as np
import pytest

from cost.readers.said import charged
from workbook.cost.component import Unpriced

PROGRAM = """
It:
  Type: AWS::Lambda::Function
  Properties: {Runtime: python3.13, Handler: a.b, Role: arn, Code: {ZipFile: x}, MORE}
"""
API = """
Api: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: api, ProtocolType: HTTP}}
Integration:
  Type: AWS::ApiGatewayV2::Integration
  Properties: {ApiId: !Ref Api, IntegrationType: AWS_PROXY, IntegrationUri: !GetAtt It.Arn}
Route:
  Type: AWS::ApiGatewayV2::Route
  Properties: {ApiId: !Ref Api, RouteKey: $default, Target: !Sub "integrations/${Integration}"}
"""


def program(more="MemorySize: 512, Architectures: [arm64]"):
    return PROGRAM.replace("MORE", more)


def gaps(found):
    return [each.path for each in found if isinstance(each, Unpriced)]


def test_a_function_behind_an_api_answers_its_calls(read):
    api = charged(read(program() + API, name="Api"))
    found = charged(read(program() + API))
    assert found["lambda.requests"] == api["apigateway.http.requests"] > 0
    # a tenth of a second with half a GB
    assert found["lambda.gb-second.arm"] == pytest.approx(found["lambda.requests"] * 0.1 * 0.5)


def test_a_function_that_says_nothing_has_what_lambda_gives(read):
    found = charged(read(program("Timeout: 3") + API))
    assert found["lambda.gb-second.x86"] == pytest.approx(found["lambda.requests"] * 0.1 * 0.125)


def test_a_function_that_nobody_is_known_to_call_shows_its_rates(read):
    balancer = "Balancer: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Scheme: internet-facing}}\n"
    found = charged(read(program() + balancer))
    assert found == {"lambda.requests": None, "lambda.gb-second.arm": None}


def test_more_disk_than_is_included_is_a_gap(read):
    assert gaps(read(program("EphemeralStorage: {Size: 512}") + API)) == []
    assert gaps(read(program("EphemeralStorage: {Size: 1024}") + API)) == ["EphemeralStorage.Size"]


@pytest.mark.parametrize("kind", ["Version", "Alias"])
def test_capacity_that_is_kept_ready_is_a_gap(read, kind):
    template = program() + f"Live: {{Type: AWS::Lambda::{kind}, Properties: {{FunctionName: !Ref It}}}}\n"
    assert read(template, name="Live") == []
    ready = template.replace("!Ref It}", "!Ref It, ProvisionedConcurrencyConfig: {ProvisionedConcurrentExecutions: 1}}")
    assert gaps(read(ready, name="Live")) == ["ProvisionedConcurrencyConfig"]


def test_an_api_of_its_own_sends_its_answers_to_the_internet(read):
    found = charged(read(program() + API, name="Api"))
    assert found["transfer.internet"] == pytest.approx(found["apigateway.http.requests"] * 7000 / 1024**3)


def test_an_api_of_web_sockets_is_a_gap(read):
    assert gaps(read(program() + API.replace("HTTP}", "WEBSOCKET}"), name="Api")) == ["ProtocolType"]


def test_an_api_that_no_user_reaches_shows_its_rate(read):
    private = "It: {Type: AWS::ApiGateway::RestApi, Properties: {Name: a, EndpointConfiguration: {Types: [PRIVATE]}}}\n"
    assert charged(read(private)) == {"apigateway.rest.requests": None}


def test_a_rest_api_has_its_own_price(read):
    found = charged(read("It: {Type: AWS::ApiGateway::RestApi, Properties: {Name: a}}\n"))
    assert found["apigateway.rest.requests"] > 0


@pytest.mark.parametrize(("cache", "expected"), [("true", ["CacheClusterEnabled"]), ("false", [])])
def test_a_cache_of_a_stage_is_a_gap(read, cache, expected):
    stage = f"It: {{Type: AWS::ApiGateway::Stage, Properties: {{RestApiId: x, CacheClusterEnabled: {cache}}}}}\n"
    assert gaps(read(stage)) == expected


def test_many_scenarios_at_once_are_as_one_by_one(read):
    users = np.array([1.0, 1000.0])
    for name in ("It", "Api"):
        together = charged(read(program() + API, users, name=name))
        for place, number in enumerate(users):
            for price, quantity in charged(read(program() + API, float(number), name=name)).items():
                assert together[price][place] == pytest.approx(quantity)
