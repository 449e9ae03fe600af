//! Uploads and downloads.

use feishu_tests::answers;
use feishu_tests::fake_platform::FakePlatform;
use obstacle_course::course::v1::file::{DownloadError, FileType, UploadError};
use obstacle_course::{CallOptions, Error, JsonText, Upload};
use serde_json::json;
use wiremock::ResponseTemplate;

use crate::client;

/// A part of a form: its header lines, and what it holds.
type Part = (Vec<String>, Vec<u8>);

/// The parts of a form, as a server reads them that knows nothing of how they were written.
fn parts(content_type: &str, body: &[u8]) -> Vec<Part> {
    let boundary = content_type.strip_prefix("multipart/form-data; boundary=").expect("a form");
    let delimiter = format!("--{boundary}");
    let mut pieces = split(body, delimiter.as_bytes()).into_iter();
    assert_eq!(pieces.next().as_deref(), Some(&b""[..]), "nothing before the first part");
    let mut parts: Vec<Part> = Vec::new();
    for piece in pieces {
        if piece.starts_with(b"--") {
            return parts;
        }
        let piece = piece.strip_prefix(b"\r\n").and_then(|piece| piece.strip_suffix(b"\r\n")).expect("a part");
        let end = piece.windows(4).position(|window| window == b"\r\n\r\n").expect("an end of the header lines");
        let head = String::from_utf8(piece[..end].to_vec()).expect("header lines that are text");
        parts.push((head.split("\r\n").map(str::to_owned).collect(), piece[end + 4..].to_vec()));
    }
    panic!("the form does not end");
}

fn split(bytes: &[u8], delimiter: &[u8]) -> Vec<Vec<u8>> {
    let mut pieces = Vec::new();
    let mut rest = bytes;
    while let Some(at) = rest.windows(delimiter.len()).position(|window| window == delimiter) {
        pieces.push(rest[..at].to_vec());
        rest = &rest[at + delimiter.len()..];
    }
    pieces.push(rest.to_vec());
    pieces
}

fn part(head: &[&str], content: &[u8]) -> Part {
    (head.iter().map(|&line| line.to_owned()).collect(), content.to_vec())
}

#[tokio::test]
async fn a_form_carries_its_fields_and_files_in_the_order_of_the_page() {
    let platform = FakePlatform::answering(answers::success(&json!({"file_key": "file_1"}))).await;
    let document = Upload::new("季度 \"报告\".pdf", &b"\x00\xff\r\n--x"[..]).content_type("application/pdf");
    let upload = client(&platform).course().v1().file().upload(FileType::Pdf, "报告", document);
    let answer = upload
        .duration(3000)
        .extra(JsonText::from(r#"{"a":1}"#))
        .attachments([Upload::new("1.txt", "one"), Upload::new("2.txt", "two")])
        .send()
        .await
        .expect("an answer");
    assert_eq!(answer.file_key.as_deref(), Some("file_1"));

    let call = platform.call().await;
    assert_eq!(call.target(), "POST /open-apis/course/v1/files");
    let plain = "Content-Type: application/octet-stream";
    let expected = [
        part(&["Content-Disposition: form-data; name=\"file_type\""], b"pdf"),
        part(&["Content-Disposition: form-data; name=\"file_name\""], "报告".as_bytes()),
        part(&["Content-Disposition: form-data; name=\"duration\""], b"3000"),
        part(&["Content-Disposition: form-data; name=\"extra\""], br#"{"a":1}"#),
        part(
            &[
                "Content-Disposition: form-data; name=\"file\"; filename=\"季度 %22报告%22.pdf\"",
                "Content-Type: application/pdf",
            ],
            b"\x00\xff\r\n--x",
        ),
        part(&["Content-Disposition: form-data; name=\"pages\"; filename=\"1.txt\"", plain], b"one"),
        part(&["Content-Disposition: form-data; name=\"pages\"; filename=\"2.txt\"", plain], b"two"),
    ];
    let content_type = call.header("content-type").expect("a type of the body");
    assert_eq!(parts(content_type, call.body()), expected);
}

#[tokio::test]
async fn a_file_without_a_name_and_too_many_files_are_not_sent() {
    let platform = FakePlatform::answering(answers::done()).await;
    let files = client(&platform).course().v1().file();
    let refused = [
        (files.upload(FileType::Stream, "a", Upload::new("", "x")), "file"),
        (files.upload(FileType::Stream, "二十个字节太短了吧", Upload::new("a", "x")), "file_name"),
        (files.upload(FileType::Stream, "a", Upload::new("a", "x")).duration(-1), "duration"),
        (
            files.upload(FileType::Stream, "a", Upload::new("a", "x")).attachments(vec![Upload::new("b", "y"); 4]),
            "pages",
        ),
    ];
    for (upload, argument) in refused {
        match upload.send().await {
            Err(Error::InvalidArgument(error)) => assert_eq!(error.argument, argument),
            other => panic!("{argument}: {other:?}"),
        }
    }
    assert!(platform.arrived().await.is_empty(), "nothing was sent");
}

#[tokio::test]
async fn an_upload_that_is_refused_is_an_error_of_its_endpoint() {
    let platform = FakePlatform::answering(answers::refusal(400, 234_001, "invalid request param")).await;
    let upload = client(&platform).course().v1().file().upload(FileType::Pdf, "a", Upload::new("a", "x"));
    let failure = upload.send().await.expect_err("a refusal");
    assert_eq!(failure.kind(), Some(UploadError::InvalidParameter));
}

#[tokio::test]
async fn a_file_comes_back_with_its_bytes_its_name_and_its_type() {
    let file = ResponseTemplate::new(206)
        .insert_header("content-disposition", "attachment; filename*=UTF-8''%E6%8A%A5%E5%91%8A.pdf")
        .set_body_raw(&b"{\"code\": 1}\x00\xff"[..], "application/pdf");
    let platform = FakePlatform::answering(file).await;
    let download = client(&platform).course().v1().file().download("a/b").range("bytes=0-99");
    let file = download.send().await.expect("a file");
    assert_eq!(file.bytes().as_ref(), b"{\"code\": 1}\x00\xff");
    assert_eq!((file.file_name().as_deref(), file.content_type()), (Some("报告.pdf"), Some("application/pdf")));
    assert_eq!(file.http_status(), 206);

    let call = platform.call().await;
    assert_eq!(call.target(), "GET /open-apis/course/v1/files/a%2Fb");
    assert_eq!(call.header("range"), Some("bytes=0-99"));
    assert!(call.body().is_empty());
}

#[tokio::test]
async fn a_download_that_is_refused_is_an_error_of_its_endpoint() {
    let platform = FakePlatform::answering(answers::refusal(404, 234_002, "no such file")).await;
    let failure = client(&platform).course().v1().file().download("a").send().await.expect_err("a refusal");
    assert_eq!(failure.kind(), Some(DownloadError::NotFound));
    assert_eq!(failure.kind().map(|kind| kind.code()), Some(234_002));
}

#[tokio::test]
async fn a_file_that_is_larger_than_allowed_is_not_kept() {
    let platform = FakePlatform::answering(ResponseTemplate::new(200).set_body_raw(vec![7; 2048], "image/png")).await;
    let options = CallOptions::new().max_response_bytes(1024);
    let download = client(&platform).course().v1().file().download("a").options(options);
    assert!(matches!(download.send().await, Err(Error::Transport(_))));
}

#[test]
fn files_come_and_go_without_an_async_runtime() {
    let platform = obstacle_course::testing::FakePlatform::start(&obstacle_course::platform::PLATFORM);
    let platform = platform.expect("a platform");
    let client: obstacle_course::Client = platform.builder().build().expect("a client");
    let files = client.course().v1().file();
    let download = files.download("a");
    platform.expect(&download).times(1).answer_file("a.txt", "text/plain", "hello");
    assert_eq!(download.send_blocking().expect("a file").into_bytes(), "hello");
    let upload = files.upload(FileType::Stream, "a", Upload::new("a", "x"));
    platform.expect(&upload).times(1).answer_done();
    assert_eq!(upload.send_blocking().expect("an answer").file_key, None);
    platform.verify().expect("what was expected arrived");
}
