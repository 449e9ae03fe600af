//! Documentation of the crate as a whole.

use super::markdown::{code, literal, prose};
use super::parts::{Docs, table, yes_or_no};
use crate::plan::endpoint::Endpoint;
use crate::plan::module::{Project, endpoints};
use crate::plan::package::Feature;
use crate::spec::Package;

/// What every generated crate owes to the runtime.
const BEHAVIOUR: [(&str, &str); 5] = [
    (
        "Tokens",
        "A tenant access token is fetched when it is needed, kept, renewed before it expires and replaced when the \
         platform refuses it. `ClientBuilder` also takes a token, a provider of tokens, or a store that several clients \
         share.",
    ),
    (
        "Limits",
        "A call takes 30 seconds at most, connecting 10, and an answer holds 16 MiB at most. Calls wait for the rate limit \
         that their page documents. `ClientBuilder` changes that, and `CallOptions` for one call.",
    ),
    (
        "Retries",
        "A call that failed is made again where it cannot take effect twice; `RetryPolicy` says how often. What changes \
         something is made again only where it surely was not carried out.",
    ),
    (
        "Errors",
        "`Error` tells apart refusals, rate limits, missing tokens, missing answers, unreadable answers and arguments that \
         cannot be sent. `is_retryable`, `advice` and `log_id` work for all of them.",
    ),
    (
        "Testing",
        "With the feature `testing`, `FakePlatform` answers calls over real HTTP on this machine: it expects typed requests, \
         and answers with typed answers, documented errors by their names, or any bytes.",
    ),
];

/// Documentation of the root of the crate.
#[must_use]
pub fn library(package: &Package, projects: &[Project], features: &[Feature]) -> Docs {
    let mut docs = Docs::prose(&format!("{}.", package.description.trim_end_matches('.')));
    introduction(&mut docs, projects, features, "#", &example(package, projects));
    docs
}

/// The README of the crate: the same without what only the compiler wants to see.
#[must_use]
pub fn readme(package: &Package, projects: &[Project], features: &[Feature]) -> Docs {
    let mut docs = Docs::markdown(format!("# {}", literal(&package.name)));
    docs.paragraph(prose(&format!("{}.", package.description.trim_end_matches('.'))));
    let visible: Vec<_> = example(package, projects).into_iter().filter(|line| !line.starts_with("# ")).collect();
    introduction(&mut docs, projects, features, "##", &visible);
    docs
}

fn introduction(docs: &mut Docs, projects: &[Project], features: &[Feature], heading: &str, example: &[String]) {
    docs.paragraph(format!("{heading} A call"))
        .fenced(if heading == "#" { "rust,no_run" } else { "rust" }, &example.join("\n"));
    docs.paragraph(
        "What a page requires is an argument, what it does not is a method; nothing is sent before `send`. Each call \
         has its own error enum, with a variant for every code that its page documents and one for any other code. \
         Values that no page lists are kept, and fields that are missing are `None`.",
    );
    docs.paragraph(format!("{heading} Calls")).block(calls(projects));
    for (title, text) in BEHAVIOUR {
        docs.paragraph(format!("{heading} {title}")).paragraph(text);
    }
    docs.paragraph(format!("{heading} Features")).block(feature_table(features));
}

fn example(package: &Package, projects: &[Project]) -> Vec<String> {
    let library = package.name.replace('-', "_");
    let wanted = |(_, endpoint): &(String, &Endpoint)| Some(&endpoint.descriptor.id) == package.example.as_ref();
    let shown = endpoints(projects).find(wanted).or_else(|| endpoints(projects).next());
    let Some((_, endpoint)) = shown else { return Vec::new() };
    let (imports, call): (Vec<_>, Vec<_>) = endpoint.example.iter().cloned().partition(|line| line.starts_with("use "));
    let mut lines = vec![format!("use {library}::Client;")];
    lines.extend(imports);
    let start = [
        "",
        "# async fn example() -> Result<(), Box<dyn std::error::Error>> {",
        "let client = Client::builder()",
        "    .app(\"app id\", \"app secret\")",
    ];
    lines.extend(start.map(str::to_owned));
    if endpoint.descriptor.helpdesk {
        lines.push("    .helpdesk(\"helpdesk id\", \"helpdesk token\")".to_owned());
    }
    lines.push("    .build()?;".to_owned());
    lines.extend(call.into_iter().filter(|line| !line.starts_with("# async fn") && !line.is_empty()));
    lines
}

fn calls(projects: &[Project]) -> Vec<String> {
    let rows = endpoints(projects).map(|(path, endpoint)| {
        vec![
            code(&format!("{path}.{}", endpoint.method)),
            code(&format!("{} {}", endpoint.descriptor.method.as_str(), endpoint.descriptor.path)),
            endpoint.summary.clone(),
        ]
    });
    table(&["call", "endpoint", "what it does"], &rows.collect::<Vec<_>>())
}

fn feature_table(features: &[Feature]) -> Vec<String> {
    let rows = features.iter().map(|Feature { name, summary, enables: _, is_default }| {
        vec![code(name), yes_or_no(*is_default).to_owned(), summary.clone()]
    });
    table(&["feature", "default", "what it adds"], &rows.collect::<Vec<_>>())
}
