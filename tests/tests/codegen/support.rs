//! Small specs in a folder that goes away, and the command line run over them.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use codegen::commands::{Terminal, run};
use tempfile::TempDir;

pub const CRATE: &str = "\
name: small-client
version: 0.1.0
description: A client of a small platform
license: MIT OR Apache-2.0
keywords: [small]
categories: [api-bindings]
edition: \"2024\"
rust_version: \"1.95\"
runtime: {version: 0.1.0, path: ../runtime}
default_features: []
";

pub const PLATFORM: &str = "\
documentation: https://docs.example.com
servers:
  - {name: main, url: https://api.example.com, decide: {summary: The only one.}}
envelope: {code: code, message: msg, data: data, error: error, success: 0}
headers:
  log_id: x-log-id
  rate_limit: x-limit
  rate_limit_reset: x-reset
  access_token: {name: Authorization, format: Bearer access_token}
  helpdesk: {name: X-Helpdesk, computed: base64(id:token)}
tenant_token:
  title: Token
  method: POST
  path: /token
  content_type: application/json
  app_id: app_id
  app_secret: app_secret
  token: token
  expires_in: expire
  max_lifetime_seconds: 7200
  reissue_below_seconds: 1800
rate_limits: {code: 99, http: [429], special: special}
errors:
  - code: 99
    http: 429
    message: slow down
    decide: {name: RateLimited, class: rate_limited, advice: Wait.}
";

/// A spec in a folder of its own, with the package and the platform filled in.
pub struct SmallSpec {
    folder: TempDir,
}

/// What the command line did.
pub struct Run {
    pub code: u8,
    pub out: String,
    pub err: String,
}

impl SmallSpec {
    /// A spec without endpoints.
    pub fn new() -> Self {
        let spec = Self { folder: TempDir::new().expect("a temporary folder can be made") };
        spec.file("crate.yaml", CRATE).file("platform.yaml", PLATFORM)
    }

    /// A spec with one endpoint, `demo/v1/thing/get`.
    pub fn endpoint(yaml: &str) -> Self {
        Self::new().file("demo/v1/thing/get.yaml", yaml)
    }

    /// Adds or replaces a file.
    pub fn file(self, path: &str, text: &str) -> Self {
        let path = self.folder.path().join("spec").join(path);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
        self
    }

    /// Where the generated crate goes.
    pub fn out(&self) -> PathBuf {
        self.folder.path().join("generated")
    }

    /// Runs a command that reads the spec and writes or compares the crate.
    pub fn run(&self, command: &str) -> Run {
        self.command(command, &["--out".into(), self.out().into()])
    }

    /// Runs a command that reads the spec only, or writes it.
    pub fn run_on_spec(&self, command: &str, options: &[&str]) -> Run {
        self.command(command, &options.iter().map(Into::into).collect::<Vec<_>>())
    }

    /// The text of a file.
    pub fn text(&self, path: &str) -> String {
        fs::read_to_string(self.folder.path().join("spec").join(path)).expect("the file is there")
    }

    /// Runs the lint.
    pub fn run_lint(&self) -> Run {
        self.command("lint", &[])
    }

    fn command(&self, command: &str, options: &[OsString]) -> Run {
        let spec = self.folder.path().join("spec");
        let mut arguments: Vec<OsString> = vec!["codegen".into(), command.into(), "--spec".into(), spec.into()];
        arguments.extend_from_slice(options);
        let mut run = run_command(arguments);
        for text in [&mut run.out, &mut run.err] {
            *text = text.replace(&format!("{}/", self.folder.path().display()), "");
        }
        run
    }

    /// Generates, and returns a file of the generated crate.
    pub fn generated(&self, path: &str) -> String {
        let run = self.run("generate");
        assert_eq!(run.code, 0, "{}", run.err);
        fs::read_to_string(self.out().join(path)).expect("the file was generated")
    }

    /// Generates although the spec is wrong, and returns what is told about it.
    pub fn refusal(&self) -> String {
        let run = self.run("generate");
        assert_eq!(run.code, 1, "{}{}", run.out, run.err);
        assert!(!self.out().exists(), "nothing is written when the spec is wrong");
        run.err
    }
}

/// Runs a command line and takes the colours off what it prints.
pub fn run_command(arguments: Vec<OsString>) -> Run {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code =
        run(arguments, &mut Terminal { out: &mut out, err: &mut err }).expect("memory takes all that is printed");
    let text =
        |bytes: Vec<u8>| anstream::adapter::strip_str(&String::from_utf8(bytes).expect("output is text")).to_string();
    Run { code, out: text(out), err: text(err) }
}

/// The files of a folder, by path.
pub fn files(folder: &Path) -> Vec<(String, String)> {
    codegen::output::read(folder).expect("the folder can be read").into_iter().collect()
}

/// The root of the workspace.
pub fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests are in the workspace").to_owned()
}
