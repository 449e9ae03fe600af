//! The error tables of the four pages, written down from the pages by hand, through the real decoder.

use feishu_openapi::helpdesk::v1::{bot_message, ticket, ticket_message};
use feishu_openapi::runtime::ErrorKind;
use feishu_openapi::{ApiError, Client, Error};
use feishu_tests::answers;
use feishu_tests::fake_platform::FakePlatform;

/// A row of a page's table, and the variant that stands for it.
struct Row<K> {
    http_status: u16,
    code: i64,
    message: &'static str,
    kind: K,
}

fn row<K>(http_status: u16, code: i64, message: &'static str, kind: K) -> Row<K> {
    Row { http_status, code, message, kind }
}

const BAD_REQUEST: &str = "Bad request, please check your request body";
const UNAUTHORIZED: &str = "Unauthorized, please check you have the correct access";
const FORBIDDEN: &str = "Please check you have the correct access";
const INTERNAL: &str = "Internal error";

/// What a user asks of a kind of error. The generated types have no trait for it.
pub trait Asked: ErrorKind {
    /// Its code, status and message as documented.
    fn asked(&self) -> (i64, Option<u16>, Option<&'static str>);
    /// Whether there is advice.
    fn has_advice(&self) -> bool;
}

macro_rules! asked {
    ($($kind:ty),+) => {
        $(impl Asked for $kind {
            fn asked(&self) -> (i64, Option<u16>, Option<&'static str>) {
                (self.code(), self.http_status(), self.message())
            }

            fn has_advice(&self) -> bool {
                self.advice().is_some_and(|advice| !advice.is_empty())
            }
        })+
    };
}

asked!(ticket_message::CreateError, ticket_message::ListError, bot_message::CreateError, ticket::AnswerUserQueryError);

/// A call that is refused.
pub async fn create_ticket_message(client: Client) -> Error<ticket_message::CreateError> {
    let message = ticket_message::Message::text("hello");
    client.helpdesk().v1().ticket_message().create("1", message).send().await.unwrap_err()
}

/// A call that is refused.
pub async fn list_ticket_messages(client: Client) -> Error<ticket_message::ListError> {
    client.helpdesk().v1().ticket_message().list("1").send().await.unwrap_err()
}

/// A call that is refused.
pub async fn create_bot_message(client: Client) -> Error<bot_message::CreateError> {
    let message = bot_message::Message::text("hello");
    client.helpdesk().v1().bot_message().create(message, "ou_1").send().await.unwrap_err()
}

/// A call that is refused.
pub async fn answer_user_query(client: Client) -> Error<ticket::AnswerUserQueryError> {
    client.helpdesk().v1().ticket().answer_user_query("1", "abcd").send().await.unwrap_err()
}

/// What becomes of a refusal with this status, code and message.
pub async fn refused<K: ErrorKind>(
    call: impl AsyncFn(Client) -> Error<K>,
    http_status: u16,
    code: i64,
    message: &str,
) -> ApiError<K> {
    let platform = FakePlatform::answering(answers::refusal(http_status, code, message)).await;
    match call(platform.client()).await {
        Error::Api(error) => *error,
        Error::RateLimited(limited) => limited.refusal().expect("what the platform said").clone(),
        other => panic!("{other:?}"),
    }
}

/// Checks all rows of a table, each with its own status, as a success, and with a status of no row.
async fn check<K: Asked>(call: impl AsyncFn(Client) -> Error<K>, table: &[Row<K>]) {
    for row in table {
        assert_eq!(row.kind.asked(), (row.code, Some(row.http_status), Some(row.message)));
        assert!(row.kind.has_advice(), "{:?}", row.kind);
        for http_status in [row.http_status, 200, 418] {
            let message = format!("said by the server, under {http_status}");
            let error = refused(&call, http_status, row.code, &message).await;
            assert_eq!((error.kind, error.code), (row.kind, row.code), "HTTP {http_status}");
            assert_eq!((error.http_status, error.message), (http_status, message));
            assert_eq!(error.log_id.as_deref(), Some(answers::LOG_ID));
        }
    }
}

#[tokio::test]
async fn every_row_of_the_page_that_sends_to_a_ticket_is_its_own_variant() {
    use ticket_message::CreateError::{BadRequest, BadUrl, Forbidden, Internal, TicketClosed, Unauthorized};
    let table = [
        row(400, 154_000, BAD_REQUEST, BadRequest),
        row(401, 154_001, UNAUTHORIZED, Unauthorized),
        row(401, 154_003, FORBIDDEN, Forbidden),
        row(401, 154_401, "Ticket already be closed", TicketClosed),
        row(401, 154_403, "Send message with bad url", BadUrl),
        row(500, 155_000, INTERNAL, Internal),
    ];
    check(create_ticket_message, &table).await;
    assert_eq!(ticket_message::CREATE_ERRORS.len(), table.len());
}

#[tokio::test]
async fn every_row_of_the_page_of_the_bot_is_its_own_variant() {
    use bot_message::CreateError::{BadRequest, Forbidden, Internal, MethodForbidden, NotFound, Unauthorized};
    let table = [
        row(400, 154_000, BAD_REQUEST, BadRequest),
        row(401, 154_001, UNAUTHORIZED, Unauthorized),
        row(403, 154_003, FORBIDDEN, Forbidden),
        row(404, 154_004, "Resource not found", NotFound),
        row(405, 154_005, "Method Forbidden", MethodForbidden),
        row(500, 155_000, INTERNAL, Internal),
    ];
    check(create_bot_message, &table).await;
    assert_eq!(bot_message::CREATE_ERRORS.len(), table.len());
}

#[tokio::test]
async fn every_row_of_the_page_that_lists_messages_is_its_own_variant() {
    use ticket_message::ListError::{BadRequest, Forbidden, Internal, Unauthorized};
    let table = [
        row(400, 154_000, BAD_REQUEST, BadRequest),
        row(401, 154_001, UNAUTHORIZED, Unauthorized),
        row(403, 154_003, FORBIDDEN, Forbidden),
        row(500, 155_000, INTERNAL, Internal),
    ];
    check(list_ticket_messages, &table).await;
    assert_eq!(ticket_message::LIST_ERRORS.len(), table.len());
}

#[tokio::test]
async fn every_row_of_the_page_that_answers_a_query_is_its_own_variant() {
    use ticket::AnswerUserQueryError::{BadRequest, Forbidden, Internal, NotFound};
    let table = [
        row(400, 154_000, BAD_REQUEST, BadRequest),
        row(403, 154_003, FORBIDDEN, Forbidden),
        row(500, 155_000, INTERNAL, Internal),
        row(404, 154_004, "Resource not found", NotFound),
    ];
    check(answer_user_query, &table).await;
    assert_eq!(ticket::ANSWER_USER_QUERY_ERRORS.len(), table.len());
}

#[tokio::test]
async fn missing_access_is_recognised_under_either_status_that_the_pages_give() {
    for http_status in [401, 403] {
        let error = refused(create_ticket_message, http_status, 154_003, "no").await;
        assert_eq!((error.kind, error.http_status), (ticket_message::CreateError::Forbidden, http_status));
        let error = refused(list_ticket_messages, http_status, 154_003, "no").await;
        assert_eq!((error.kind, error.http_status), (ticket_message::ListError::Forbidden, http_status));
        let error = refused(create_bot_message, http_status, 154_003, "no").await;
        assert_eq!((error.kind, error.http_status), (bot_message::CreateError::Forbidden, http_status));
        let error = refused(answer_user_query, http_status, 154_003, "no").await;
        assert_eq!((error.kind, error.http_status), (ticket::AnswerUserQueryError::Forbidden, http_status));
    }
}

#[tokio::test]
async fn a_code_of_the_helpdesk_says_nothing_about_the_token_whatever_its_status() {
    let platform = FakePlatform::answering(answers::refusal(401, 154_001, "Unauthorized")).await;
    create_ticket_message(platform.client()).await;
    assert_eq!((platform.calls().await.len(), platform.token_requests().await.len()), (1, 1));
}

#[tokio::test]
async fn a_code_of_another_page_is_other() {
    let error = refused(list_ticket_messages, 401, 154_401, "Ticket already be closed").await;
    assert_eq!(error.kind, ticket_message::ListError::Other(154_401));
    assert_eq!(error.kind.asked(), (154_401, None, None));
    let error = refused(answer_user_query, 401, 154_001, "Unauthorized").await;
    assert_eq!(error.kind, ticket::AnswerUserQueryError::Other(154_001));
}

#[tokio::test]
async fn a_code_that_no_page_lists_is_kept_with_all_64_bits() {
    for code in [1, -1, 154_002, 4_294_967_296 + 154_000, i64::MAX, i64::MIN] {
        let error = refused(create_ticket_message, 400, code, "new").await;
        assert_eq!((error.kind, error.code), (ticket_message::CreateError::Other(code), code));
        assert_eq!((error.kind.asked(), error.message.as_str()), ((code, None, None), "new"));
        let error = refused(create_bot_message, 400, code, "new").await;
        assert_eq!(error.kind, bot_message::CreateError::Other(code));
    }
}

#[tokio::test]
async fn an_error_is_told_in_one_line_that_names_call_code_message_status_and_log_id() {
    let error = refused(create_ticket_message, 401, 154_401, "Ticket already\nbe closed").await;
    let expected = format!(
        "helpdesk.v1.ticket_message.create: 154401 Ticket already be closed (HTTP 401, log id {})",
        answers::LOG_ID
    );
    assert_eq!(error.to_string(), expected);
}
