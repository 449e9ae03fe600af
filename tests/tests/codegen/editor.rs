//! What an editor knows of the language: the server that editors use for YAML, with the schemas that are committed.
//!
//! The server is the one that `YAML_LANGUAGE_SERVER` names; `.ci/run` installs it. Without it these tests say that they
//! were skipped.

use std::collections::VecDeque;
use std::env;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::workspace;

/// How long to wait for a message before the server is given up as stuck.
const PATIENCE: Duration = Duration::from_mins(2);

/// A language server and what it has said so far.
struct Server {
    process: Child,
    input: ChildStdin,
    said: Receiver<Value>,
    kept: VecDeque<Value>,
    last_id: u64,
}

impl Server {
    /// Starts the server, or says that there is none.
    fn start() -> Option<Self> {
        let Some(program) = env::var_os("YAML_LANGUAGE_SERVER") else {
            eprintln!("SKIPPED: YAML_LANGUAGE_SERVER does not say where the server is; `.ci/run` installs one");
            return None;
        };
        let mut process = Command::new(&program)
            .arg("--stdio")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("YAML_LANGUAGE_SERVER can be run");
        let input = process.stdin.take().expect("its input is a pipe");
        let mut output = BufReader::new(process.stdout.take().expect("its output is a pipe"));
        let (sender, said) = mpsc::channel();
        thread::spawn(move || {
            while let Some(message) = message(&mut output) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        let mut server = Self { process, input, said, kept: VecDeque::new(), last_id: 0 };
        server.ask("initialize", &json!({"processId": null, "rootUri": null, "capabilities": {}}));
        server.tell("initialized", &json!({}));
        Some(server)
    }

    fn send(&mut self, message: &Value) {
        let text = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{text}", text.len()).expect("the server reads");
        self.input.flush().expect("the server reads");
    }

    fn tell(&mut self, method: &str, parameters: &Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": parameters}));
    }

    fn ask(&mut self, method: &str, parameters: &Value) -> Value {
        self.last_id += 1;
        let id = format!("test-{}", self.last_id);
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": parameters}));
        self.wait_for(|message| message["id"] == *id)["result"].clone()
    }

    /// The first message that is the one; what the server asks meanwhile is answered.
    fn wait_for(&mut self, is_it: impl Fn(&Value) -> bool) -> Value {
        if let Some(index) = self.kept.iter().position(&is_it) {
            return self.kept.remove(index).expect("it was there a moment ago");
        }
        loop {
            let message = self.said.recv_timeout(PATIENCE).expect("the server answers");
            if message.get("id").is_some() && message.get("method").is_some() {
                self.answer(&message);
            } else if is_it(&message) {
                return message;
            } else {
                self.kept.push_back(message);
            }
        }
    }

    /// Answers the server: the settings of an editor that fetches nothing from anywhere.
    fn answer(&mut self, message: &Value) {
        let settings = |item: &Value| match item["section"].as_str() {
            Some("yaml") => json!({"validate": true, "completion": true, "schemaStore": {"enable": false}}),
            _ => json!({}),
        };
        let items = message["params"]["items"].as_array();
        let result = items.map_or(Value::Null, |items| items.iter().map(settings).collect());
        self.send(&json!({"jsonrpc": "2.0", "id": message["id"], "result": result}));
    }

    /// Opens a file and returns the lines (from 1) and messages of what the server finds in it.
    fn open(&mut self, file: &Path) -> Vec<(u64, String)> {
        let uri = uri(file);
        let text = fs::read_to_string(file).expect("the file is there");
        let document = json!({"uri": uri, "languageId": "yaml", "version": 1, "text": text});
        self.tell("textDocument/didOpen", &json!({"textDocument": document}));
        let told = self.wait_for(|message| {
            message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == *uri
        });
        let diagnostics = told["params"]["diagnostics"].as_array().cloned().unwrap_or_default();
        let line = |diagnostic: &Value| diagnostic["range"]["start"]["line"].as_u64().map_or(0, |line| line + 1);
        let text = |diagnostic: &Value| diagnostic["message"].as_str().unwrap_or_default().to_owned();
        diagnostics.iter().map(|diagnostic| (line(diagnostic), text(diagnostic))).collect()
    }

    /// What can stand at a place, with its documentation; line and column from 0.
    fn completions(&mut self, file: &Path, line: usize, column: usize) -> Vec<(String, String)> {
        let place = json!({"textDocument": {"uri": uri(file)}, "position": {"line": line, "character": column}});
        let answer = self.ask("textDocument/completion", &place);
        let text = |value: &Value| value["value"].as_str().or(value.as_str()).unwrap_or_default().to_owned();
        let items = answer["items"].as_array().cloned().unwrap_or_default();
        items.iter().map(|item| (text(&item["label"]), text(&item["documentation"]))).collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The next message of the server.
fn message(output: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end().split_once(": ") {
            Some(("Content-Length", value)) => length = value.parse().ok()?,
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}

fn uri(file: &Path) -> String {
    format!("file://{}", file.display())
}

/// The spec of this repository, to be spoilt.
fn copy_of_the_spec() -> TempDir {
    fn copy(from: &Path, to: &Path) {
        fs::create_dir_all(to).expect("a folder can be made");
        for entry in fs::read_dir(from).expect("the spec is there") {
            let entry = entry.expect("the spec can be listed");
            if entry.path().is_dir() {
                copy(&entry.path(), &to.join(entry.file_name()));
            } else {
                fs::copy(entry.path(), to.join(entry.file_name())).expect("a file can be copied");
            }
        }
    }
    let folder = TempDir::new().expect("a temporary folder can be made");
    copy(&workspace().join("spec"), folder.path());
    folder
}

fn yaml_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the spec is there").map(|entry| entry.expect("it can be listed").path());
    entries
        .flat_map(|path| if path.is_dir() { yaml_files(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
        .collect()
}

/// The line (from 0) that begins with this, without its indentation.
fn line_of(file: &Path, beginning: &str) -> usize {
    let text = fs::read_to_string(file).expect("the file is there");
    text.lines().position(|line| line.trim_start().starts_with(beginning)).expect("the line is there")
}

#[test]
fn an_editor_finds_nothing_wrong_with_the_spec_of_this_repository() {
    let Some(mut server) = Server::start() else { return };
    for file in yaml_files(&workspace().join("spec")) {
        assert_eq!(server.open(&file), [], "{}", file.display());
    }
}

#[test]
fn an_editor_tells_of_a_misspelt_key_and_of_an_unknown_value() {
    let Some(mut server) = Server::start() else { return };
    let spec = copy_of_the_spec();
    let file = spec.path().join("helpdesk/v1/ticket/answer_user_query.yaml");
    let text = fs::read_to_string(&file).unwrap();
    let spoilt = text.replacen("host:", "hots:", 1).replacen("class: input", "class: imput", 1);
    assert_ne!(spoilt, text);
    fs::write(&file, spoilt).unwrap();
    let found = server.open(&file);
    for beginning in ["hots:", "class: imput"] {
        let line = line_of(&file, beginning) as u64 + 1;
        assert!(found.iter().any(|(at, _)| *at == line), "{beginning} in line {line}: {found:?}");
    }
}

#[test]
fn an_editor_offers_keys_and_values_with_what_they_mean() {
    let Some(mut server) = Server::start() else { return };
    let spec = copy_of_the_spec();
    let file = spec.path().join("helpdesk/v1/ticket/answer_user_query.yaml");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(
        &file,
        text.replacen("tokens: [tenant]\n", "tokens: [tenant]\n\n", 1).replacen("class: input", "class: ", 1),
    )
    .unwrap();
    server.open(&file);

    let keys = server.completions(&file, line_of(&file, "tokens:") + 1, 0);
    let multipart = keys.iter().find(|(label, _)| label == "multipart");
    assert!(multipart.is_some_and(|(_, meaning)| meaning.contains("files can be sent")), "{keys:?}");

    let values = server.completions(&file, line_of(&file, "class:"), "      class: ".len());
    let labels: Vec<_> = values.iter().map(|(label, _)| label.as_str()).collect();
    assert!(labels.contains(&"token_invalid") && labels.contains(&"rate_limited"), "{values:?}");
}
