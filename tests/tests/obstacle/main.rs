//! What each construct of the language does on the socket, with the client of the obstacle course.

mod answers;
mod bodies;
mod checks;
mod files;
mod history;
mod hosts;
mod names;
mod paging;
mod tokens;

use feishu_tests::fake_platform::{APP_ID, APP_SECRET, FakePlatform};
use obstacle_course::runtime::RetryPolicy;
use obstacle_course::{Client, ClientBuilder};

/// A builder for a client of the course that makes each call once.
fn builder(platform: &FakePlatform) -> ClientBuilder<Client> {
    Client::builder().app(APP_ID, APP_SECRET).base_url(platform.url()).retries(RetryPolicy::none())
}

/// A client of the course.
fn client(platform: &FakePlatform) -> Client {
    builder(platform).build().expect("a client")
}
