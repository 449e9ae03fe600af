//! Documentation of the crate as a whole.

use super::markdown::{code, literal, prose};
use super::parts::{Docs, table};
use crate::plan::endpoint::Endpoint;
use crate::plan::module::Project;
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
pub fn library(package: &Package, projects: &[Project]) -> Docs {
    let mut docs = Docs::prose(&format!("{}.", package.description.trim_end_matches('.')));
    introduction(&mut docs, package, projects, "#", &example(package, projects));
    docs
}

/// The README of the crate: the same without what only the compiler wants to see.
#[must_use]
pub fn readme(package: &Package, projects: &[Project]) -> Docs {
    let mut docs = Docs::markdown(format!("# {}", literal(&package.name)));
    docs.paragraph(prose(&format!("{}.", package.description.trim_end_matches('.'))));
    let visible: Vec<_> = example(package, projects).into_iter().filter(|line| !line.starts_with("# ")).collect();
    introduction(&mut docs, package, projects, "##", &visible);
    docs
}

fn introduction(docs: &mut Docs, package: &Package, projects: &[Project], heading: &str, example: &[String]) {
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
    docs.paragraph(format!("{heading} Features")).block(features(package, projects));
}

fn example(package: &Package, projects: &[Project]) -> Vec<String> {
    let library = package.name.replace('-', "_");
    let Some(endpoint) = endpoints(projects).next() else { return Vec::new() };
    let (imports, call): (Vec<_>, Vec<_>) =
        endpoint.1.example.iter().cloned().partition(|line| line.starts_with("use "));
    let mut lines = vec![format!("use {library}::Client;")];
    lines.extend(imports);
    let start = [
        "",
        "# async fn example() -> Result<(), Box<dyn std::error::Error>> {",
        "let client = Client::builder()",
        "    .app(\"app id\", \"app secret\")",
    ];
    lines.extend(start.map(str::to_owned));
    if endpoint.1.descriptor.helpdesk {
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

fn features(package: &Package, projects: &[Project]) -> Vec<String> {
    let mut rows: Vec<_> = projects
        .iter()
        .flat_map(|project| &project.versions)
        .map(|version| {
            let is_default = package.default_features.contains(&version.feature);
            vec![code(&version.feature), yes_or_no(is_default).to_owned(), version.docs.lines().join(" ")]
        })
        .collect();
    rows.push(vec!["`ring`".to_owned(), "yes".to_owned(), "TLS with the cryptography of ring.".to_owned()]);
    let opt_in = [
        ("aws-lc-rs", "TLS with that of AWS-LC, unless `ring` is on too; building it takes longer and wants cmake."),
        ("http2", "HTTP/2 beside HTTP/1.1, where the server offers it."),
        ("tracing", "Spans and events for `tracing`, with OpenTelemetry's names."),
        ("blocking", "`send_blocking` and the like, for programs without an async runtime."),
        ("testing", "A fake platform on this machine, for the tests of programs that use this crate."),
    ];
    rows.extend(opt_in.map(|(name, adds)| vec![code(name), "no".to_owned(), adds.to_owned()]));
    table(&["feature", "default", "what it adds"], &rows)
}

/// Every endpoint, and how a client gets to its resource.
fn endpoints(projects: &[Project]) -> impl Iterator<Item = (String, &Endpoint)> {
    projects.iter().flat_map(|project| {
        project.versions.iter().flat_map(move |version| {
            version.resources.iter().flat_map(move |resource| {
                let path = format!("{}.{}.{}", project.module, version.module, resource.module);
                resource.endpoints.iter().map(move |endpoint| (path.clone(), endpoint))
            })
        })
    })
}

fn yes_or_no(value: bool) -> &'static str {
    if value { "yes" } else { "no" }
}
