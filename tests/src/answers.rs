//! Answers as the platform gives them.

use serde_json::{Value, json};
use wiremock::ResponseTemplate;

/// The log id that every answer made here carries.
pub const LOG_ID: &str = "20240515103000010123456789ABCDEF";

/// An answer with this body, exactly as given.
#[must_use]
pub fn body(http_status: u16, json: &str) -> ResponseTemplate {
    ResponseTemplate::new(http_status).insert_header("x-tt-logid", LOG_ID).set_body_raw(json, "application/json")
}

/// A success without data.
#[must_use]
pub fn done() -> ResponseTemplate {
    body(200, r#"{"code":0,"msg":"success"}"#)
}

/// A success with this data.
#[must_use]
pub fn success(data: &Value) -> ResponseTemplate {
    body(200, &json!({"code": 0, "msg": "success", "data": data}).to_string())
}

/// A refusal.
#[must_use]
pub fn refusal(http_status: u16, code: i64, message: &str) -> ResponseTemplate {
    body(http_status, &json!({"code": code, "msg": message}).to_string())
}
