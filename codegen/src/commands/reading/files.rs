//! Pages given on the command line.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::bounded;
use crate::commands::Failure;

/// A page to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The name it is known by: relative to the folder that was given, with slashes.
    pub name: String,
    origin: Origin,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Origin {
    File(PathBuf),
    /// The standard input can be read only once, so it was.
    Input(Arc<[u8]>),
}

impl Source {
    /// The bytes of the page.
    pub fn read(&self) -> io::Result<Cow<'_, [u8]>> {
        match &self.origin {
            Origin::File(path) => bounded::read_file(path, MOST_BYTES).map(Cow::Owned),
            Origin::Input(bytes) => Ok(Cow::Borrowed(bytes)),
        }
    }

    fn input() -> io::Result<Self> {
        Ok(Self { name: "-".to_owned(), origin: Origin::Input(bounded::read(io::stdin().lock(), MOST_BYTES)?.into()) })
    }

    fn file(name: String, path: &Path) -> Self {
        Self { name, origin: Origin::File(path.to_owned()) }
    }
}

/// How large a page may be; the largest of the platform has 1.8 MB.
const MOST_BYTES: u64 = 256 << 20;

/// Finds the pages that were given, in the order of their names for each folder. A page that was given twice is read
/// once. A folder without any is a mistake: what was compared with nothing would look as if it were fine.
pub fn find(given: &[PathBuf]) -> Result<Vec<Source>, Failure> {
    let mut sources: Vec<Source> = Vec::new();
    for path in given {
        if path.as_os_str() == "-" {
            let is_read = sources.iter().any(|source| source.name == "-");
            if !is_read {
                sources.push(Source::input().map_err(|error| format!("can't read the standard input: {error}"))?);
            }
        } else if path.is_dir() {
            let mut found = Vec::new();
            walk(path, &mut found).map_err(|error| format!("can't list {}: {error}", path.display()))?;
            if found.is_empty() {
                let message = format!("there are no pages in {}: no `.md`, `.markdown` or `.txt` file", path.display());
                return Err(message.into());
            }
            let mut found: Vec<_> = found.into_iter().map(|file| source(&file, path)).collect();
            found.sort_by(|left, right| left.name.cmp(&right.name));
            sources.extend(found);
        } else if path.is_file() {
            sources.push(Source::file(shown(path), path));
        } else if path.exists() {
            // Such as what another command prints, where a shell puts that in the place of a file.
            let bytes = File::open(path)
                .and_then(|file| bounded::read(file, MOST_BYTES))
                .map_err(|error| format!("can't read {}: {error}", path.display()))?;
            sources.push(Source { name: shown(path), origin: Origin::Input(bytes.into()) });
        } else {
            return Err(format!("{} is neither a file nor a folder", path.display()).into());
        }
    }
    let mut seen = BTreeSet::new();
    sources.retain(|source| match &source.origin {
        // The same file under another name is the same page.
        Origin::File(path) => seen.insert(path.canonicalize().unwrap_or_else(|_| path.clone())),
        Origin::Input(_) => true,
    });
    Ok(sources)
}

fn source(file: &Path, folder: &Path) -> Source {
    Source::file(shown(file.strip_prefix(folder).unwrap_or(file)), file)
}

/// The pages in a folder. Links to folders are not followed: they could lead back.
fn walk(folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        if entry.file_type()?.is_dir() {
            walk(&path, found)?;
        } else if path
            .extension()
            .is_some_and(|extension| ["md", "markdown", "txt"].iter().any(|known| extension == *known))
        {
            found.push(path);
        }
    }
    Ok(())
}

/// A path as one line of a report, whatever is in it.
fn shown(path: &Path) -> String {
    path.display().to_string().replace('\\', "/").replace(char::is_control, "\u{fffd}")
}

/// How far the reading is, on a terminal; silent in a pipe.
#[derive(Debug)]
pub struct Progress(ProgressBar);

impl Progress {
    /// So many pages are to be read.
    pub fn new(pages: usize) -> Self {
        if !io::stderr().is_terminal() {
            return Self(ProgressBar::hidden());
        }
        let bar = ProgressBar::new(pages as u64);
        if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len} pages {eta}") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(200));
        Self(bar)
    }

    /// So many more were read.
    pub fn advance(&self, pages: usize) {
        self.0.inc(pages as u64);
    }

    /// Prints something without tearing the bar.
    pub fn suspend<T>(&self, print: impl FnOnce() -> T) -> T {
        self.0.suspend(print)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_once_by_whatever_names_it_is_given() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.md"), "a").unwrap();
        let given = [folder.path().join("a.md"), folder.path().join("./a.md"), folder.path().to_owned()];
        assert_eq!(find(&given).unwrap().len(), 1);
    }

    #[test]
    fn a_name_is_one_line() {
        assert_eq!(shown(Path::new("a\n## b.md")), "a\u{fffd}## b.md");
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_ordinary_file_is_not_opened() {
        let folder = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink("/dev/zero", folder.path().join("zero.md")).unwrap();
        let sources = find(&[folder.path().to_owned()]).unwrap();
        let error = sources[0].read().unwrap_err();
        assert!(error.to_string().contains("no ordinary file"), "{error}");
    }
}
