//! Codes that any call can answer with, and that the pages of the endpoints do not repeat.

use std::time::Duration;

use feishu_openapi::Error;
use feishu_openapi::helpdesk::v1::{bot_message, ticket, ticket_message};
use feishu_openapi::platform::PlatformError;
use feishu_tests::answers;
use feishu_tests::fake_platform::FakePlatform;

use crate::errors;

/// Codes of the platform's own pages, with their variants.
const CODES: [(i64, PlatformError); 10] = [
    (99_991_400, PlatformError::RateLimited),
    (99_991_401, PlatformError::AddressDenied),
    (99_991_403, PlatformError::QuotaExceeded),
    (99_991_661, PlatformError::TokenMissing),
    (99_991_663, PlatformError::TenantTokenInvalid),
    (99_991_665, PlatformError::TenantCodeInvalid),
    (99_991_668, PlatformError::UserTokenInvalid),
    (99_991_671, PlatformError::TokenMalformed),
    (99_991_672, PlatformError::ScopeMissing),
    (99_991_677, PlatformError::UserTokenExpired),
];

#[tokio::test]
async fn a_platform_code_is_the_same_variant_for_every_call() {
    for (code, platform) in CODES {
        let error = errors::refused(errors::create_ticket_message, 400, code, "no").await;
        assert_eq!(error.kind, ticket_message::CreateError::Platform(platform));
        let error = errors::refused(errors::list_ticket_messages, 400, code, "no").await;
        assert_eq!(error.kind, ticket_message::ListError::Platform(platform));
        let error = errors::refused(errors::create_bot_message, 400, code, "no").await;
        assert_eq!(error.kind, bot_message::CreateError::Platform(platform));
        let error = errors::refused(errors::answer_user_query, 400, code, "no").await;
        assert_eq!(error.kind, ticket::AnswerUserQueryError::Platform(platform));
        assert_eq!((error.code, error.kind.code(), platform.code()), (code, code, code));
    }
}

#[tokio::test]
async fn a_platform_code_decides_under_any_status() {
    for http_status in [200, 400, 401, 429, 500] {
        let error = errors::refused(errors::list_ticket_messages, http_status, 99_991_663, "no").await;
        assert_eq!(error.kind, ticket_message::ListError::Platform(PlatformError::TenantTokenInvalid));
        assert_eq!(error.http_status, http_status);
    }
}

#[tokio::test]
async fn a_platform_error_has_the_documented_advice() {
    let error = errors::refused(errors::list_ticket_messages, 400, 99_991_672, "no").await;
    assert_eq!(error.advice(), PlatformError::ScopeMissing.advice());
    assert_eq!(error.kind.advice(), PlatformError::ScopeMissing.advice());
    assert!(error.advice().is_some_and(|advice| advice.contains("scope")));
}

#[tokio::test]
async fn a_refused_token_is_fetched_anew_and_the_call_repeated_once() {
    let platform = FakePlatform::answering(answers::refusal(400, 99_991_663, "Invalid access token")).await;
    errors::list_ticket_messages(platform.client()).await;
    assert_eq!((platform.calls().await.len(), platform.token_requests().await.len()), (2, 2));
}

#[tokio::test]
async fn a_rate_limited_call_says_how_long_to_wait() {
    let limited = answers::refusal(429, 99_991_400, "request trigger frequency limit")
        .insert_header("x-ogw-ratelimit-limit", "100")
        .insert_header("x-ogw-ratelimit-reset", "8");
    let platform = FakePlatform::answering(limited).await;
    match errors::create_bot_message(platform.client()).await {
        Error::RateLimited(error) => {
            assert_eq!((error.limit, error.reset_after), (Some(100), Some(Duration::from_secs(8))));
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn what_the_error_object_says_is_kept() {
    let answer = r#"{"code":99991672,"msg":"Access denied","error":{"log_id":"2024FROMBODY",
        "troubleshooter":"https://open.feishu.cn/search?log_id=1",
        "permission_violations":[{"type":"action_scope_required","subject":"helpdesk:all","description":"d"}]}}"#;
    let platform = FakePlatform::answering(answers::body(400, answer)).await;
    match errors::create_bot_message(platform.client()).await {
        Error::Api(error) => {
            assert_eq!(error.troubleshooter.as_deref(), Some("https://open.feishu.cn/search?log_id=1"));
            assert_eq!(error.details.permission_violations[0].subject.as_deref(), Some("helpdesk:all"));
            assert_eq!(error.log_id.as_deref(), Some(answers::LOG_ID));
        }
        other => panic!("{other:?}"),
    }
}
