//! The `git` program, asked for what a repository holds. It never touches the work tree.

use std::fmt;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What git could not do.
#[derive(Debug)]
pub struct GitError {
    what: String,
    said: String,
}

impl fmt::Display for GitError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "can't {}", self.what)?;
        if self.said.is_empty() { Ok(()) } else { write!(formatter, ": {}", self.said) }
    }
}

impl std::error::Error for GitError {}

/// A folder in a repository.
#[derive(Debug)]
pub struct Repository {
    folder: PathBuf,
}

impl Repository {
    /// The repository that a folder is in.
    ///
    /// # Errors
    ///
    /// Fails when it is in none, or when there is no `git`.
    pub fn around(folder: &Path) -> Result<Self, GitError> {
        let repository = Self { folder: folder.to_owned() };
        repository.ask(&["rev-parse", "--git-dir"], "find the repository")?;
        Ok(repository)
    }

    /// The full name of a commit.
    ///
    /// # Errors
    ///
    /// Fails when there is no such revision.
    pub fn commit(&self, revision: &str) -> Result<String, GitError> {
        // A revision that begins with a dash would be an option.
        let failed = |said: &str| GitError { what: format!("find the revision `{revision}`"), said: said.to_owned() };
        if revision.starts_with('-') {
            return Err(failed("a revision does not begin with `-`"));
        }
        let wanted = format!("{revision}^{{commit}}");
        let found = self.ask(&["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted], "");
        found.map(|text| text.trim().to_owned()).map_err(|_| failed("it is neither a revision nor a folder"))
    }

    /// A commit in a few characters.
    ///
    /// # Errors
    ///
    /// Fails when there is no such commit.
    pub fn short(&self, commit: &str) -> Result<String, GitError> {
        Ok(self.ask(&["rev-parse", "--short=7", commit], "name a commit")?.trim().to_owned())
    }

    /// Where the history of what is checked out left that of the default branch.
    ///
    /// # Errors
    ///
    /// Fails when there is no default branch, or no commit that both have.
    pub fn merge_base(&self) -> Result<String, GitError> {
        let remote = self.ask(&["symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD"], "");
        let known = remote.ok().map(|name| name.trim().to_owned());
        let candidates = known.into_iter().chain(["origin/main", "origin/master", "main", "master"].map(str::to_owned));
        let Some(branch) = candidates.into_iter().find(|name| self.commit(name).is_ok()) else {
            let said = "there is neither `main` nor `master`, here or at `origin`; say what to compare with".to_owned();
            return Err(GitError { what: "find the default branch".to_owned(), said });
        };
        let base = self.ask(&["merge-base", "HEAD", &branch], &format!("find where this left `{branch}`"))?;
        Ok(base.trim().to_owned())
    }

    /// Writes files of a commit into a folder: those below these paths, which are taken from the folder at hand.
    ///
    /// # Errors
    ///
    /// Fails when git can't read them, or when they can't be written.
    pub fn extract(&self, commit: &str, paths: &[&str], target: &Path) -> Result<(), GitError> {
        let mut arguments = vec!["ls-tree", "-r", "-z", commit, "--"];
        arguments.extend(paths);
        let listed = self.ask_bytes(&arguments, &format!("list the files of `{commit}`"), &[])?;
        let mut files = Vec::new();
        for entry in listed.split(|byte| *byte == 0).filter(|entry| !entry.is_empty()) {
            let entry = String::from_utf8_lossy(entry);
            let Some((about, path)) = entry.split_once('\t') else { continue };
            match about.split(' ').collect::<Vec<_>>().as_slice() {
                ["100644" | "100755", "blob", object] => files.push(((*object).to_owned(), path.to_owned())),
                _ => {
                    let what = format!("read `{path}` of `{commit}`");
                    return Err(GitError { what, said: "it is a link or a repository of its own".to_owned() });
                }
            }
        }
        let wanted: String = files.iter().fold(String::new(), |text, (object, _)| text + object + "\n");
        let contents = self.ask_bytes(&["cat-file", "--batch"], "read the files of a commit", wanted.as_bytes())?;
        write_all(&files, &contents, target)
    }

    fn ask(&self, arguments: &[&str], what: &str) -> Result<String, GitError> {
        Ok(String::from_utf8_lossy(&self.ask_bytes(arguments, what, &[])?).into_owned())
    }

    fn ask_bytes(&self, arguments: &[&str], what: &str, input: &[u8]) -> Result<Vec<u8>, GitError> {
        let failed = |said: String| GitError { what: what.to_owned(), said };
        let mut command = Command::new("git");
        command.arg("-C").arg(&self.folder).args(arguments);
        // No questions, and answers in one language.
        command.env("GIT_TERMINAL_PROMPT", "0").env("LC_ALL", "C");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(|error| failed(format!("`git` can't be run: {error}")))?;
        let mut stdin = child.stdin.take();
        let output = std::thread::scope(|scope| {
            // Whoever writes everything before reading anything waits forever once the pipe is full.
            let writer = scope.spawn(move || stdin.as_mut().map_or(Ok(()), |stdin| stdin.write_all(input)));
            let output = child.wait_with_output();
            let written = writer.join().unwrap_or(Ok(()));
            output.and_then(|output| written.or_else(unless_closed).map(|()| output))
        });
        let output = output.map_err(|error| failed(error.to_string()))?;
        if output.status.success() {
            Ok(output.stdout)
        } else {
            let said = String::from_utf8_lossy(&output.stderr);
            Err(failed(said.lines().next().unwrap_or_default().trim_start_matches("fatal: ").to_owned()))
        }
    }
}

/// A program that ended before it read everything says by its exit code why.
fn unless_closed(error: io::Error) -> io::Result<()> {
    if error.kind() == io::ErrorKind::BrokenPipe { Ok(()) } else { Err(error) }
}

/// Takes the output of `git cat-file --batch` apart: for each object a line with its size, the bytes, and a line break.
fn write_all(files: &[(String, String)], contents: &[u8], target: &Path) -> Result<(), GitError> {
    let mut rest = contents;
    for (object, path) in files {
        let broken = || GitError { what: format!("read `{path}`"), said: format!("git does not have {object}") };
        let end = rest.iter().position(|byte| *byte == b'\n').ok_or_else(broken)?;
        let head = String::from_utf8_lossy(&rest[..end]).into_owned();
        let size: usize = head.rsplit(' ').next().and_then(|size| size.parse().ok()).ok_or_else(broken)?;
        let content = rest.get(end + 1..end + 1 + size).ok_or_else(broken)?;
        rest = rest.get(end + 2 + size..).unwrap_or_default();
        let place = target.join(path);
        let write = || {
            if let Some(folder) = place.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::write(&place, content)
        };
        write().map_err(|error: io::Error| GitError { what: format!("write `{path}`"), said: error.to_string() })?;
    }
    Ok(())
}
