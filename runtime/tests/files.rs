//! Files that go up and come down, and exchanges that are left as they come.

mod support;

use feishu_runtime::{
    AccessToken, CallOptions, Code, Download, Endpoint, Error, Failure, Form, Method, Request, RetryClass,
    TransportErrorKind, Upload,
};
use support::server::{Answer, Server, answer, json, token};
use support::{APP_SECRET, BASE, LIST, OPEN, TOKEN_INVALID, TOKEN_PATH, bare, list, open, quick};

/// Takes a form, needs a tenant token, and is described with a type of body that lacks the boundary.
static UPLOAD: Endpoint = Endpoint {
    id: "test.v1.file.create",
    method: Method::Post,
    path: "/files",
    headers: &[feishu_runtime::Header { name: "Content-Type", value: "multipart/form-data" }],
    retry: RetryClass::Write,
    access_tokens: &[AccessToken::Tenant],
    ..BASE
};

fn form() -> Form {
    Form::new().text("kind", "stream").file("file", Upload::new("a.bin", vec![0, 159, 146, 150, 13, 10]))
}

#[tokio::test]
async fn a_form_arrives_byte_for_byte_and_again_when_the_token_was_refused() {
    let server = Server::start(|arrived, before| match (arrived.target.as_str(), before) {
        (TOKEN_PATH, _) => token(&format!("t-{before}")),
        (_, 0) => json(400, &format!(r#"{{"code":{TOKEN_INVALID}}}"#)),
        _ => json(200, r#"{"code":0}"#),
    })
    .await;
    let client = bare(&server).app("cli_a", APP_SECRET).build().unwrap();
    client.execute(Request::new(&UPLOAD).multipart(&form())).await.unwrap();
    let uploads: Vec<_> = server.arrived().into_iter().filter(|arrived| arrived.target == "/files").collect();
    assert_eq!(uploads.len(), 2);
    let boundary = "feishu-runtime-00000000000000000000";
    let mut body = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\nstream\r\n--{boundary}\r\n\
         Content-Disposition: form-data; name=\"file\"; filename=\"a.bin\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n"
    )
    .into_bytes();
    body.extend([0, 159, 146, 150, 13, 10]);
    body.extend(format!("\r\n--{boundary}--\r\n").bytes());
    for upload in uploads {
        let types: Vec<_> = upload.headers.iter().filter(|(name, _)| name == "content-type").collect();
        assert_eq!(
            (types.len(), types[0].1.as_str()),
            (1, format!("multipart/form-data; boundary={boundary}").as_str())
        );
        assert_eq!(upload.body, body);
    }
}

#[tokio::test]
async fn an_upload_that_may_have_arrived_is_not_sent_again() {
    let server = Server::start(|arrived, _| match arrived.target.as_str() {
        TOKEN_PATH => token("t-1"),
        _ => json(502, "<html>"),
    })
    .await;
    let client = bare(&server).app("cli_a", APP_SECRET).retries(quick()).build().unwrap();
    client.execute(Request::new(&UPLOAD).multipart(&form())).await.unwrap_err();
    assert_eq!(server.count("/files"), 1);
}

#[tokio::test]
async fn a_form_that_cannot_be_sent_names_the_field_and_sends_nothing() {
    let server = Server::start(|_, _| json(200, r#"{"code":0}"#)).await;
    let client = bare(&server).app("cli_a", APP_SECRET).build().unwrap();
    for upload in [Upload::new("", "x"), Upload::new("a", "x").content_type("a\nb")] {
        let failure =
            client.execute(Request::new(&UPLOAD).multipart(&Form::new().file("file", upload))).await.unwrap_err();
        assert!(matches!(&failure, Error::InvalidArgument(error) if error.argument == "file"), "{failure:?}");
    }
    assert!(server.arrived().is_empty());
}

async fn download(answer: Answer) -> Result<Download, Failure> {
    let server = Server::start(move |_, _| answer.clone()).await;
    bare(&server).build().unwrap().download::<Code>(open("1")).await
}

#[tokio::test]
async fn a_file_comes_as_it_is_with_its_name_and_type() {
    let headers = [("content-type", "image/png"), ("content-disposition", "attachment; filename=\"../a b.png\"")];
    let file = download(answer(200, &headers, "\u{0}PNG{")).await.unwrap();
    assert_eq!((file.file_name().as_deref(), file.content_type()), (Some("a b.png"), Some("image/png")));
    assert_eq!((file.http_status(), file.log_id(), file.endpoint().id), (200, Some("LOG-1"), OPEN.id));
    assert_eq!(file.into_bytes().as_ref(), b"\0PNG{");
}

#[tokio::test]
async fn a_named_file_is_a_file_whatever_it_holds() {
    let named = ("content-disposition", "attachment; filename=a.json");
    for body in ["", r#"{"code":5}"#, "<html>", "[]"] {
        let headers = [named, ("content-type", "application/json")];
        assert_eq!(download(answer(206, &headers, body)).await.unwrap().bytes(), body, "{body}");
    }
}

#[tokio::test]
async fn a_refusal_in_the_place_of_a_file_is_recognised_under_any_status_and_type() {
    for (status, kind) in
        [(200, "application/json"), (200, "text/plain"), (404, "application/json"), (500, "image/png")]
    {
        let failure =
            download(answer(status, &[("content-type", kind)], r#"{"code":234003,"msg":"no"}"#)).await.unwrap_err();
        assert!(matches!(failure, Error::Api(_)), "{status} {kind}: {failure:?}");
        assert_eq!((failure.code(), failure.http_status()), (Some(234_003), Some(status)));
    }
    let refused = [("content-disposition", "attachment; filename=a"), ("content-type", "application/json")];
    assert_eq!(download(answer(403, &refused, r#"{"code":7}"#)).await.unwrap_err().code(), Some(7));
}

#[tokio::test]
async fn what_is_neither_file_nor_refusal_is_never_success() {
    for (status, kind, body) in [
        (200, "application/octet-stream", ""),
        (200, "text/html; charset=utf-8", "<html>"),
        (200, "Application/JSON", "[1]"),
        (200, "application/json", r#"{"code":0}"#),
        (404, "text/plain", "404 page not found"),
        (302, "image/png", "PNG"),
    ] {
        let failure = download(answer(status, &[("content-type", kind)], body)).await.unwrap_err();
        let Error::Decode(error) = &failure else { panic!("{body}: {failure:?}") };
        assert_eq!((error.http_status, error.log_id.as_deref()), (status, Some("LOG-1")), "{body}");
    }
}

#[tokio::test]
async fn a_file_larger_than_accepted_is_refused_and_a_call_can_accept_more() {
    let body = "x".repeat(2000);
    let server = Server::start(move |_, _| answer(200, &[("content-type", "image/png")], &body)).await;
    let client = bare(&server).max_response_bytes(1000).build().unwrap();
    let failure = client.download::<Code>(open("1")).await.unwrap_err();
    assert!(
        matches!(&failure, Error::Transport(error) if error.kind() == TransportErrorKind::BodyTooLarge),
        "{failure:?}"
    );
    let accepting = |bytes| open("1").options(CallOptions::new().max_response_bytes(bytes));
    assert_eq!(client.download::<Code>(accepting(2000)).await.unwrap().bytes().len(), 2000);
    assert!(matches!(client.download::<Code>(accepting(0)).await, Err(Error::InvalidArgument(_))));
}

#[tokio::test]
async fn a_file_that_is_cut_is_no_file() {
    let cut = Answer(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\ncontent-type: image/png\r\n\r\nPNG".to_vec());
    let failure = download(cut).await.unwrap_err();
    assert!(matches!(&failure, Error::Transport(error) if error.kind() == TransportErrorKind::Closed), "{failure:?}");
}

#[tokio::test]
async fn a_header_of_the_endpoint_is_sent_and_one_that_cannot_be_is_refused() {
    let server = Server::start(|_, _| answer(206, &[("content-type", "image/png")], "PN")).await;
    let client = bare(&server).build().unwrap();
    let ranged = open("1").header("Range", "bytes=0-1").header_optional::<i64>("x-no", None);
    assert_eq!(client.download::<Code>(ranged).await.unwrap().http_status(), 206);
    let arrived = server.arrived();
    assert_eq!((arrived[0].header("range"), arrived[0].header("x-no")), (Some("bytes=0-1"), None));
    let replaced = open("1").header("Range", "bytes=0-1").options(CallOptions::new().header("range", "bytes=5-"));
    for request in [open("1").header("Range", "a\r\nb"), open("1").header("x y", "a"), replaced] {
        assert!(matches!(client.download::<Code>(request).await, Err(Error::InvalidArgument(_))));
    }
    assert_eq!(server.arrived().len(), 1);
}

#[tokio::test]
async fn an_exchange_is_left_as_it_came_whatever_it_says() {
    for (status, body) in [(200, r#"{"code":5}"#), (502, "<html>"), (307, ""), (429, "slow down")] {
        let server = Server::start(move |_, _| answer(status, &[("x-a", "b")], body)).await;
        let client = bare(&server).retries(quick()).build().unwrap();
        let response = client.exchange(open("1")).await.unwrap();
        assert_eq!((response.status().as_u16(), response.body().as_ref()), (status, body.as_bytes()));
        assert_eq!(response.headers()["x-a"], "b");
        assert_eq!(server.arrived().len(), 1);
    }
}

#[tokio::test]
async fn a_token_that_an_exchange_shows_to_be_refused_is_replaced() {
    let server = Server::start(|arrived, before| match (arrived.target.as_str(), arrived.header("authorization")) {
        (TOKEN_PATH, _) => token(&format!("t-{before}")),
        (_, Some("Bearer t-0")) => json(200, &format!(r#"{{"code":{TOKEN_INVALID}}}"#)),
        _ => json(400, r#"{"code":9}"#),
    })
    .await;
    let client = bare(&server).app("cli_a", APP_SECRET).build().unwrap();
    assert_eq!(client.exchange(list()).await.unwrap().status(), 400);
    assert_eq!(server.tokens(LIST.path), ["Bearer t-0", "Bearer t-1"]);
}

#[cfg(feature = "testing")]
mod fakes {
    use feishu_runtime::testing::{FakePlatform, TypedCall};

    use super::*;
    use support::PLATFORM;

    /// An upload as a generated crate has it.
    struct Upload(&'static [u8]);

    impl TypedCall for Upload {
        type Answer = serde_json::Value;
        type Kind = Code;

        fn endpoint() -> &'static Endpoint {
            &UPLOAD
        }

        fn to_request(&self) -> Request {
            let file = feishu_runtime::Upload::new("a.bin", self.0);
            Request::new(&UPLOAD).multipart(&Form::new().file("file", file))
        }
    }

    #[tokio::test]
    async fn an_upload_is_expected_by_its_bytes() {
        let platform = FakePlatform::start(&PLATFORM).unwrap();
        let client: feishu_runtime::Client = platform.builder().build().unwrap();
        platform.expect(&Upload(b"\xff1")).answer_done();
        client.execute(Upload(b"\xff2").to_request()).await.unwrap_err();
        client.execute(Upload(b"\xff1").to_request()).await.unwrap();
        let unmet = platform.verify().unwrap_err();
        assert_eq!((unmet.missing.len(), unmet.unexpected.len()), (0, 1), "{unmet}");
    }

    #[tokio::test]
    async fn a_file_can_be_answered() {
        let platform = FakePlatform::start(&PLATFORM).unwrap();
        let client: feishu_runtime::Client = platform.builder().build().unwrap();
        platform.expect_any::<Upload>().times(1).answer_file("测 \"1\".png", "image/png", &b"\x89PNG"[..]);
        let file = client.download::<Code>(Upload(b"1").to_request()).await.unwrap();
        assert_eq!((file.file_name().as_deref(), file.content_type()), (Some("测 _1_.png"), Some("image/png")));
        assert_eq!(file.bytes().as_ref(), b"\x89PNG");
        platform.expect_any::<Upload>().refuse(Code(234_003));
        assert_eq!(client.download::<Code>(Upload(b"1").to_request()).await.unwrap_err().code(), Some(234_003));
    }
}
