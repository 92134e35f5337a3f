"""What the emulator's CloudFront lacks in front of S3: it asks over TLS, and hears that an object is missing."""

from __future__ import annotations

from typing import Any

from ministack.core.iam_evaluator import pin_request_origin
from ministack.services import s3

from localcloud.place import HOST

_MISSING, _DENIED = 404, 403


def install() -> None:
    """Take the place of what the emulator does."""
    fetch = s3.serve_cloudfront_origin_fetch

    def fetch_over_tls(bucket: str, key: str, method: str, headers: Any, **who: Any) -> Any:
        pin_request_origin(HOST, True)
        answer = fetch(bucket, key, method, headers, **who)
        if answer[0] != _DENIED or not _may_list(bucket, key, **who):
            return answer
        return s3._error("NoSuchKey", "The specified key does not exist.", _MISSING, f"/{bucket}/{key}")

    s3.serve_cloudfront_origin_fetch = fetch_over_tls


def _may_list(bucket: str, key: str, source_arn: str = "", oai_id: str = "") -> bool:
    """Whether the object is missing in a bucket that CloudFront may read, which our policies let it list too."""
    found = s3._ensure_bucket(bucket)
    owner = s3._bucket_owner_account(bucket)
    is_missing = found is not None and key not in found["objects"]
    return is_missing and bool(s3._cloudfront_origin_allows(owner, bucket, key, source_arn, oai_id))
