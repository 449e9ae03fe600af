//! Every public type is formatted, with secrets in it wherever it can hold them; a new one that is not is noticed.

#![cfg(all(feature = "blocking", feature = "testing"))]

mod support;

use std::collections::BTreeSet;
use std::fmt::{Debug, Write as _};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use feishu_runtime::check::Checker;
use feishu_runtime::paging::{Start, by_token};
use feishu_runtime::serde_json::{Value, json as value};
use feishu_runtime::testing::{FakePlatform, TypedCall};
use feishu_runtime::transport::BoxFuture;
use feishu_runtime::*;
use support::echo::{ECHOES, TENANT_TOKEN, assert_clean, echoes, shown};
use support::server::{Server, answer, json, token};
use support::{
    APP_SECRET, HELPDESK_TOKEN, LIMITED, PLATFORM, REPLY, THE_PLATFORM, TOKEN_PATH, USER_TOKEN, bare, client, reply,
};

/// What was formatted: the names of the types, and the text.
#[derive(Default)]
struct Formatted {
    types: BTreeSet<String>,
    text: String,
}

impl Formatted {
    fn add<T: Debug>(&mut self, value: &T) {
        let path = std::any::type_name::<T>().split('<').next().unwrap_or_default();
        self.types.insert(path.rsplit("::").next().unwrap_or_default().to_owned());
        writeln!(self.text, "{value:?} {value:#?}").unwrap();
    }

    fn error<T: std::error::Error + 'static>(&mut self, error: &T) {
        self.add(error);
        self.text.push_str(&shown(error));
    }
}

/// The names of the public structs and enums below a directory.
fn public_types(directory: &Path) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for entry in std::fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            names.extend(public_types(&path));
        } else {
            let file = syn::parse_file(&std::fs::read_to_string(&path).unwrap()).unwrap();
            names.extend(file.items.iter().filter_map(public_type));
        }
    }
    names
}

fn public_type(item: &syn::Item) -> Option<String> {
    let (name, visibility) = match item {
        syn::Item::Struct(item) => (&item.ident, &item.vis),
        syn::Item::Enum(item) => (&item.ident, &item.vis),
        syn::Item::Union(item) => (&item.ident, &item.vis),
        _ => return None,
    };
    matches!(visibility, syn::Visibility::Public(_)).then(|| name.to_string())
}

#[tokio::test]
async fn every_public_type_is_formatted_and_none_shows_a_secret() {
    let mut formatted = Formatted::default();
    plain_data(&mut formatted);
    settings_and_tokens(&mut formatted);
    requests(&mut formatted);
    answers_and_failures(&mut formatted).await;
    lists(&mut formatted);
    fakes(&mut formatted).await;
    assert_clean(&formatted.text);
    let public = public_types(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    let missing: Vec<_> = public.difference(&formatted.types).collect();
    assert!(missing.is_empty(), "these are not formatted here: {missing:?}");
    let unseen: Vec<_> = ways_to_fail().into_iter().filter(|variant| !formatted.text.contains(variant)).collect();
    assert!(unseen.is_empty(), "these errors are not formatted here: {unseen:?}");
}

/// The variants of the enums that say what went wrong.
fn ways_to_fail() -> BTreeSet<String> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = ["error/mod.rs", "error/token.rs", "error/rate_limited.rs", "client/build_error.rs"];
    let parsed = files.map(|file| syn::parse_file(&std::fs::read_to_string(source.join(file)).unwrap()).unwrap());
    let items = parsed.iter().flat_map(|file| &file.items);
    let enums = items.filter_map(|item| if let syn::Item::Enum(item) = item { Some(item) } else { None });
    enums.flat_map(|item| &item.variants).map(|variant| variant.ident.to_string()).collect()
}

/// What is there before any call, and knows no secret.
fn plain_data(formatted: &mut Formatted) {
    formatted.add(&PLATFORM);
    formatted.add(&PLATFORM.servers[0]);
    formatted.add(&PLATFORM.envelope);
    formatted.add(&PLATFORM.headers);
    formatted.add(&PLATFORM.tenant_token);
    formatted.add(&PLATFORM.errors[0]);
    formatted.add(&PLATFORM.errors[0].class);
    formatted.add(&REPLY);
    formatted.add(&REPLY.method);
    formatted.add(&REPLY.access_tokens[0]);
    formatted.add(&REPLY.headers[0]);
    formatted.add(&REPLY.retry);
    formatted.add(&LIMITED.rate_limit);
    formatted.add(&AnswerPlace::BesideCode);
    let RateLimit::Windows(windows) = LIMITED.rate_limit else { panic!("it has windows") };
    formatted.add(&windows[0]);
    formatted.add(&windows[0].per);
    formatted.add(&Start { page: 1, first_page: 1, page_size: None });
    formatted.add(&UnixMillis(1));
    formatted.add(&UnixSeconds(1));
    formatted.error(&UnixMillis::try_from(UnixSeconds(i64::MAX)).unwrap_err());
    formatted.add(&ContentEncoding::String);
    // What a caller puts into these is for the platform to see, and so theirs to keep secrets out of.
    formatted.add(&RawContent::from("text"));
    formatted.add(&JsonText::<Value>::from("{}"));
    formatted.add(&Localized::new("zh_cn", 1));
    formatted.add(&Checker::default());
    formatted.add(&Code(1));
}

fn settings_and_tokens(formatted: &mut Formatted) {
    let builder: ClientBuilder = ClientBuilder::new(&PLATFORM)
        .app("cli_a", APP_SECRET)
        .helpdesk("70000", HELPDESK_TOKEN)
        .access_token(AccessToken::User, USER_TOKEN)
        .token_provider(AccessToken::App, Handing)
        .proxy(format!("http://me:{APP_SECRET}@127.0.0.1:1"));
    formatted.add(&builder);
    formatted.add(&builder.build().unwrap());
    refused_settings(formatted);
    formatted.add(&RetryPolicy::new());
    formatted.add(&Secret::from(APP_SECRET));
    formatted.add(&StoredToken::new(TENANT_TOKEN, Duration::from_secs(1)));
}

/// Everything that can be wrong with a client, with secrets in the settings.
fn refused_settings(formatted: &mut Formatted) {
    let builder = || ClientBuilder::<Client>::new(&PLATFORM);
    for refused in [
        builder().base_url(format!("https://me:{APP_SECRET}@example.com")),
        builder().base_url(format!("http://example.com/{APP_SECRET}")),
        builder().server("nowhere").app("cli_a", APP_SECRET),
        builder().helpdesk(":", HELPDESK_TOKEN),
        builder().access_token(AccessToken::User, format!("{USER_TOKEN}\n")),
        builder().user_agent(format!("{APP_SECRET}\n")),
        builder().proxy(format!("ftp://me:{APP_SECRET}@example.com")),
        builder().root_certificates(APP_SECRET),
        builder().timeout(Duration::ZERO).app("cli_a", APP_SECRET),
        ClientBuilder::new(&NO_SERVER).app("cli_a", APP_SECRET),
    ] {
        formatted.error(&refused.build().unwrap_err());
    }
    // These need a machine that is broken.
    formatted.error(&BuildError::InvalidCryptography { reason: "it has no SHA-256" });
    formatted.error(&BuildError::Transport(TransportError::with_source(TransportErrorKind::Tls, "no certificates")));
}

static NO_SERVER: Platform = Platform { servers: &[], ..THE_PLATFORM };

struct Handing;

/// Fails, with nothing to hand out.
struct Failing;

impl TokenProvider for Failing {
    fn token(&self) -> BoxFuture<'_, Result<Secret, Box<dyn std::error::Error + Send + Sync>>> {
        Box::pin(std::future::ready(Err("the vault is sealed".into())))
    }
}

impl TokenProvider for Handing {
    fn token(&self) -> BoxFuture<'_, Result<Secret, Box<dyn std::error::Error + Send + Sync>>> {
        Box::pin(std::future::ready(Ok(USER_TOKEN.into())))
    }
}

fn requests(formatted: &mut Formatted) {
    let options = CallOptions::new().header("x-key", APP_SECRET).access_token(AccessToken::User, USER_TOKEN);
    let form = Form::new().text("a", APP_SECRET).file("b", Upload::new("n", APP_SECRET));
    formatted.add(&options);
    formatted.add(&Upload::new("n", APP_SECRET));
    formatted.add(&form);
    formatted.add(&reply().multipart(&form).header("x-a", APP_SECRET).options(options));
}

/// Everything that can come of a call, from servers that throw back what they were sent.
async fn answers_and_failures(formatted: &mut Formatted) {
    let store = Arc::new(MemoryTokenStore::new());
    for status in [200, 429, 500] {
        for index in 0..ECHOES {
            let server = Server::start(move |arrived, _| match arrived.target.as_str() {
                TOKEN_PATH => token(TENANT_TOKEN),
                _ => {
                    let mut answer = echoes(arrived)[index].clone();
                    // `HTTP/1.1 ` comes before it.
                    answer.0.splice(9..12, status.to_string().into_bytes());
                    answer
                }
            })
            .await;
            let watching = Watching(Arc::clone(&store));
            let client = bare(&server).app("cli_a", APP_SECRET).helpdesk("70000", HELPDESK_TOKEN).token_store(watching);
            let client = client.build().unwrap();
            if let Ok(answer) = client.execute(reply()).await {
                formatted.add(&answer);
            }
            if let Ok(download) = client.download::<Code>(reply()).await {
                formatted.add(&download);
            }
            failure(formatted, &client.call::<Vec<i64>, Code>(reply()).await.unwrap_err());
        }
    }
    formatted.add(&*store);
    formatted.text.push_str(&SEEN.lock().unwrap());
    formatted.types.insert("TokenKey".to_owned());
    let refusing = Server::start(|arrived, _| {
        json(400, &value!({"code": 10_014, "msg": format!("{:?}", arrived.body)}).to_string())
    })
    .await;
    failure(formatted, &client(&refusing).execute(reply()).await.unwrap_err());
    let limiting = Server::start(|arrived, _| match arrived.target.as_str() {
        TOKEN_PATH => token(TENANT_TOKEN),
        _ => answer(429, &[("x-limit", "5"), ("x-reset", "1")], r#"{"code":4711}"#),
    })
    .await;
    failure(formatted, &client(&limiting).execute(reply()).await.unwrap_err());
    let failing = bare(&limiting).token_provider(AccessToken::User, Failing).helpdesk("70000", HELPDESK_TOKEN);
    failure(formatted, &failing.build().unwrap().execute(reply()).await.unwrap_err());
    for index in 0..ECHOES {
        let server = Server::start(move |arrived, _| echoes(arrived)[index].clone()).await;
        failure(formatted, &client(&server).execute(reply()).await.unwrap_err());
    }
    let too_many = Server::start(|_, _| answer(429, &[], "")).await;
    failure(formatted, &client(&too_many).execute(reply()).await.unwrap_err());
    let held = support::at("http://127.0.0.1:9").build().unwrap();
    let impatient = || Request::new(&LIMITED).options(CallOptions::new().timeout(Duration::from_millis(1)));
    for _ in 0..5 {
        failure(formatted, &held.execute(impatient()).await.unwrap_err());
    }
    let nobody = support::at("http://127.0.0.1:9").access_token(AccessToken::User, USER_TOKEN);
    let nobody = nobody.helpdesk("70000", HELPDESK_TOKEN).build().unwrap();
    failure(formatted, &nobody.execute(reply()).await.unwrap_err());
    failure(formatted, &nobody.execute(reply().header("x-a", &format!("{APP_SECRET}\n"))).await.unwrap_err());
}

/// A failure and all of its parts.
fn failure(formatted: &mut Formatted, failure: &Failure) {
    formatted.error(failure);
    formatted.add(&failure.retry_advice());
    match failure {
        Error::Api(error) => api_error(formatted, error),
        Error::RateLimited(error) => {
            formatted.error(&**error);
            formatted.add(&error.origin);
            if let Some(refusal) = error.refusal() {
                api_error(formatted, refusal);
            }
        }
        Error::Token(error) => formatted.error(&**error),
        Error::Transport(error) => {
            formatted.error(error);
            formatted.add(&error.kind());
        }
        Error::Decode(error) => formatted.error(&**error),
        Error::InvalidArgument(error) => formatted.error(error),
        Error::Paging(error) => {
            formatted.error(error);
            formatted.add(&error.problem);
        }
        other => panic!("a new kind of failure: {other:?}"),
    }
}

fn api_error(formatted: &mut Formatted, error: &ApiError<Code>) {
    formatted.error(error);
    formatted.add(&error.details);
    error.rate_limit.iter().for_each(|status| formatted.add(status));
    error.details.field_violations.iter().for_each(|violation| formatted.add(violation));
    error.details.permission_violations.iter().for_each(|violation| formatted.add(violation));
    error.details.helps.iter().for_each(|help| formatted.add(help));
}

/// What a store was given, as it shows it.
static SEEN: std::sync::Mutex<String> = std::sync::Mutex::new(String::new());

struct Watching(Arc<MemoryTokenStore>);

impl TokenStore for Watching {
    fn get<'a>(&'a self, key: &'a TokenKey) -> BoxFuture<'a, Option<StoredToken>> {
        self.0.get(key)
    }

    fn put<'a>(&'a self, key: &'a TokenKey, token: StoredToken) -> BoxFuture<'a, ()> {
        writeln!(SEEN.lock().unwrap(), "{key:?} {} {token:?}", key.as_str()).unwrap();
        self.0.put(key, token)
    }

    fn remove<'a>(&'a self, key: &'a TokenKey, refused: &'a Secret) -> BoxFuture<'a, ()> {
        self.0.remove(key, refused)
    }
}

/// A page that says that there is more, but not where.
#[derive(Debug, Clone, Default)]
struct Endless;

impl Page for Endless {
    type Item = String;

    fn items(&self) -> &[String] {
        &[]
    }

    fn into_items(self) -> Vec<String> {
        Vec::new()
    }
}

impl TokenPage for Endless {
    fn has_more(&self) -> Option<bool> {
        Some(true)
    }

    fn next_page_token(&self) -> Option<&str> {
        None
    }
}

fn lists(formatted: &mut Formatted) {
    let pages = || by_token("test.v1.thing.list", Some(APP_SECRET.to_owned()), |_| std::future::ready(Ok(Endless)));
    formatted.add::<Pages<Endless, Code>>(&pages());
    formatted.add::<Items<Endless, Code>>(&pages().items());
    let mut iterator = blocking::Iter::new(pages().items());
    formatted.add::<blocking::Iter<Items<Endless, Code>>>(&iterator);
    failure(formatted, &iterator.next().unwrap().unwrap_err());
}

/// A call as a generated crate has it.
struct Reply;

impl TypedCall for Reply {
    type Answer = Value;
    type Kind = Code;

    fn endpoint() -> &'static Endpoint {
        &REPLY
    }

    fn to_request(&self) -> Request {
        reply()
    }
}

async fn fakes(formatted: &mut Formatted) {
    let platform = FakePlatform::start(&PLATFORM).unwrap();
    formatted.add(&platform.expect_any::<Reply>());
    platform.expect(&Reply).times(3).answer_done();
    platform.expect_token().answer(TENANT_TOKEN, Duration::from_secs(9));
    formatted.add(&platform.expect_token());
    let builder = platform.builder::<Client>().app("cli_a", APP_SECRET).helpdesk("70000", HELPDESK_TOKEN);
    let limited = builder.build().unwrap();
    limited.execute(reply()).await.unwrap();
    formatted.add(&platform.received()[0]);
    let unmet = platform.verify().unwrap_err();
    formatted.error(&unmet);
    formatted.add(&platform);
}
