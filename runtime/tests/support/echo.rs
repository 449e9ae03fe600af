//! Servers that throw back what they were sent, and the search for secrets in what is shown of it.

use std::error::Error;
use std::fmt::Write as _;

use feishu_runtime::serde_json::json as value;

use super::server::{Answer, Arrived, json};
use super::{APP_SECRET, HELPDESK_HEADER, HELPDESK_TOKEN, USER_TOKEN};

pub const TENANT_TOKEN: &str = "t-s3cret-of-the-tenant";

/// Every way in which a server can throw back what it was sent.
pub fn echoes(arrived: &Arrived) -> Vec<Answer> {
    let sent = format!("{:?} {}", arrived.headers, String::from_utf8_lossy(&arrived.body));
    let violation = value!({"field": sent, "value": sent, "description": sent});
    let refusal = value!({"code": 1, "msg": sent, "error": {
        "log_id": sent, "message": sent, "troubleshooter": sent,
        "helps": [{"url": sent, "description": sent}], "field_violations": [violation],
        "permission_violations": [{"scope": sent, "subject": sent}],
    }});
    vec![
        json(500, &refusal.to_string()),
        json(500, &value!({"code": 1, "msg": {"sent": sent}}).to_string()),
        json(502, &format!("<html>{sent}</html>")),
        json(200, &value!({"code": sent}).to_string()),
        json(200, &value!({"code": 0, "data": sent}).to_string()),
        json(200, &value!({"code": 0, "data": {(sent.clone()): sent}}).to_string()),
        json(200, &value!({"code": 0, "data": sent}).to_string().replace('/', "\\/")),
        json(502, &percent_encoded(&sent)),
        json(200, &format!(r#"{{"code":0,"data":"{}"}}"#, unicode_escaped(&sent))),
        json(500, &format!(r#"{{"code":1,"msg":"{}"}}"#, percent_encoded(&sent))),
    ]
}

pub const ECHOES: usize = 10;

/// All but letters and digits as `%2F`.
fn percent_encoded(text: &str) -> String {
    let encoded = |byte: u8| match byte {
        byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    text.bytes().map(encoded).collect::<Vec<_>>().concat()
}

/// All but letters and digits as `\u002f`.
fn unicode_escaped(text: &str) -> String {
    let escaped = |unit: u16| match u8::try_from(unit) {
        Ok(byte) if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        _ => format!("\\u{unit:04x}"),
    };
    text.encode_utf16().map(escaped).collect::<Vec<_>>().concat()
}

/// All that an error says, and what caused it.
pub fn shown(error: &(dyn Error + 'static)) -> String {
    let mut shown = String::new();
    for cause in std::iter::successors(Some(error), |error| (*error).source()) {
        writeln!(shown, "{cause} {cause:?} {cause:#?}").unwrap();
    }
    shown
}

/// Searches for secrets, in every way in which the echoes write them.
pub fn assert_clean(shown: &str) {
    // `Debug` doubles the backslashes.
    let plain = shown.replace("\\\\", "\\");
    for secret in [APP_SECRET, HELPDESK_TOKEN, HELPDESK_HEADER, USER_TOKEN, TENANT_TOKEN] {
        for written in [secret.to_owned(), secret.replace('/', "\\/"), percent_encoded(secret), unicode_escaped(secret)]
        {
            assert!(!shown.contains(&written) && !plain.contains(&written), "{written} in {shown}");
        }
    }
}
