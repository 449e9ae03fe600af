//! A platform that exists only here, and a server on this machine that plays it.

// Each test program uses a part of this.
#![allow(dead_code)]

pub mod echo;
pub mod script;
pub mod server;
pub mod tls;

use feishu_runtime::{
    AccessToken, Client, ClientBuilder, DocumentedError, Endpoint, Envelope, ErrorClass, Header, Method, Period,
    Platform, PlatformHeaders, RateLimit, Request, RetryClass, RetryPolicy, Server as Address, TokenEndpoint, Window,
};
use server::Server;
use std::time::Duration;

pub const APP_SECRET: &str = "s3cret-of-the-app";
pub const HELPDESK_TOKEN: &str = "ht-s3cret/of+the-helpdesk";
/// What `echo -n "70000:ht-s3cret/of+the-helpdesk" | base64` prints.
pub const HELPDESK_HEADER: &str = "NzAwMDA6aHQtczNjcmV0L29mK3RoZS1oZWxwZGVzaw==";
pub const USER_TOKEN: &str = "u-s3cret-of-the-user";

pub const TOKEN_PATH: &str = "/auth/token";
pub const TOKEN_INVALID: i64 = 99_991_663;

const JSON: &[Header] = &[Header { name: "Content-Type", value: "application/json; charset=utf-8" }];

pub static PLATFORM: Platform = THE_PLATFORM;

pub const THE_PLATFORM: Platform = Platform {
    servers: &[
        Address { name: "feishu", base_url: "https://open.example.com" },
        Address { name: "lark", base_url: "https://open.example.org" },
    ],
    envelope: Envelope { code: "code", message: "msg", data: "data", error: "error", success: 0 },
    headers: PlatformHeaders {
        authorization: "Authorization",
        scheme: "Bearer",
        helpdesk: "X-Helpdesk-Authorization",
        log_id: "x-log-id",
        rate_limit: "x-limit",
        rate_limit_reset: "x-reset",
    },
    tenant_token: TokenEndpoint {
        endpoint: &TENANT_TOKEN,
        app_id: "app_id",
        app_secret: "app_secret",
        token: "tenant_access_token",
        expires_in: "expire",
        max_lifetime_seconds: 7200,
        reissue_below_seconds: 1800,
    },
    errors: &[
        DocumentedError {
            code: TOKEN_INVALID,
            http_status: None,
            message: "Invalid access token",
            advice: "Fetch another.",
            class: ErrorClass::TokenInvalid,
        },
        class(99_991_403, ErrorClass::Quota),
        class(99_991_401, ErrorClass::Permission),
        class(99_991_672, ErrorClass::Permission),
        class(99_991_662, ErrorClass::Disabled),
        class(99_991_673, ErrorClass::Disabled),
        class(1_000, ErrorClass::Transient),
        DocumentedError {
            code: 99_991_400,
            http_status: Some(429),
            message: "request trigger frequency limit",
            advice: "Wait.",
            class: ErrorClass::RateLimited,
        },
    ],
};

const fn class(code: i64, class: ErrorClass) -> DocumentedError {
    DocumentedError { code, http_status: None, message: "", advice: "", class }
}

pub const BASE: Endpoint = Endpoint {
    id: "test.v1.thing.base",
    title: "",
    documentation: None,
    method: Method::Get,
    path: "/things",
    access_tokens: &[],
    helpdesk: false,
    headers: &[],
    scopes: &[],
    field_scopes: &[],
    rate_limit: RateLimit::Undocumented,
    retry: RetryClass::Read,
    errors: &[],
};

pub static TENANT_TOKEN: Endpoint =
    Endpoint { id: "auth.v1.token.create", method: Method::Post, path: TOKEN_PATH, headers: JSON, ..BASE };

/// Needs a tenant token.
pub static LIST: Endpoint = Endpoint { id: "test.v1.thing.list", access_tokens: &[AccessToken::Tenant], ..BASE };

/// Needs a tenant or a user token, and the helpdesk credentials.
pub static REPLY: Endpoint = Endpoint {
    id: "test.v1.ticket.reply",
    method: Method::Post,
    path: "/tickets/:ticket_id/replies",
    access_tokens: &[AccessToken::Tenant, AccessToken::User],
    helpdesk: true,
    headers: JSON,
    retry: RetryClass::Write,
    errors: &[DocumentedError {
        code: 154_401,
        http_status: Some(401),
        message: "Ticket already be closed",
        advice: "Open another.",
        class: ErrorClass::State,
    }],
    ..BASE
};

/// Needs no token.
pub static OPEN: Endpoint = Endpoint { id: "test.v1.thing.get", path: "/things/:thing_id", ..BASE };

/// Needs no token, and takes effect each time.
pub static POST: Endpoint =
    Endpoint { id: "test.v1.thing.create", method: Method::Post, headers: JSON, retry: RetryClass::Write, ..BASE };

/// Needs no token; by its method it looks as if it took effect each time, but it does not.
pub static PUT_ONCE: Endpoint = Endpoint { id: "test.v1.thing.put_once", retry: RetryClass::IdempotentWrite, ..POST_ };

const POST_: Endpoint = Endpoint { method: Method::Post, headers: JSON, ..BASE };

/// Needs no token; five calls a second, of which one at once.
pub static LIMITED: Endpoint = Endpoint {
    id: "test.v1.thing.limited",
    rate_limit: RateLimit::Windows(&[
        Window { count: 5, per: Period::Second },
        Window { count: 1000, per: Period::Minute },
    ]),
    ..BASE
};

/// A write without a token.
pub fn post() -> Request {
    Request::new(&POST).json(&serde_json::json!({"text": "hello"}))
}

/// A write that takes effect once.
pub fn put_once() -> Request {
    Request::new(&PUT_ONCE).json(&serde_json::json!({"text": "hello"}))
}

/// A builder for the server, with no credentials and no retries.
pub fn bare(server: &Server) -> ClientBuilder {
    at(server.url())
}

/// A builder for an address, with no credentials and no retries.
pub fn at(url: &str) -> ClientBuilder {
    ClientBuilder::new(&PLATFORM).base_url(url).retries(RetryPolicy::none())
}

/// Retries without waits worth mentioning.
pub fn quick() -> RetryPolicy {
    RetryPolicy::new().delays(Duration::from_millis(1), Duration::from_millis(1))
}

/// A client of the server, with all credentials that a call may need.
pub fn client(server: &Server) -> Client {
    bare(server).app("cli_a", APP_SECRET).helpdesk("70000", HELPDESK_TOKEN).build().unwrap()
}

pub fn list() -> Request {
    Request::new(&LIST)
}

pub fn open(id: &str) -> Request {
    Request::new(&OPEN).path("thing_id", id)
}

pub fn reply() -> Request {
    Request::new(&REPLY).path("ticket_id", "1").json(&serde_json::json!({"text": "hello"}))
}

use feishu_runtime::serde_json;
