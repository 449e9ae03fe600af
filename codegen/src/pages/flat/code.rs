//! Code without fences.

/// Words that stand on a line of their own over code.
const LANGUAGES: [&str; 16] = [
    "json",
    "http",
    "bash",
    "shell",
    "curl",
    "go",
    "golang",
    "python",
    "java",
    "javascript",
    "js",
    "php",
    "plaintext",
    "sh",
    "xml",
    "html",
];

/// The language that a line names, when that is all it does.
pub(super) fn language(line: &str) -> Option<&str> {
    LANGUAGES.into_iter().find(|language| line.eq_ignore_ascii_case(language))
}

/// Whether a line begins JSON.
pub(super) fn begins(line: &str) -> bool {
    let Some(rest) = line.strip_prefix(['{', '[']) else { return false };
    rest.is_empty() || rest.trim_start().starts_with(['"', '{', '[', '}', ']', '/'])
}

/// How far brackets reach, line by line.
#[derive(Debug, Default)]
pub(super) struct Extent {
    depth: usize,
    is_bracketed: bool,
}

impl Extent {
    /// Whether there are brackets to be closed.
    pub(super) fn is_open(&self) -> bool {
        self.depth > 0 || !self.is_bracketed
    }

    /// Where in the next line the outermost bracket is closed.
    ///
    /// Only what begins with a bracket ends with one; a text in quotes ends with its line at the latest.
    pub(super) fn end(&mut self, line: &str) -> Option<usize> {
        let is_code = self.is_bracketed || line.trim_start().starts_with(['{', '[']);
        if !is_code {
            // A command, or a comment before the JSON.
            return None;
        }
        let (mut in_text, mut is_escaped) = (false, false);
        for (at, byte) in line.bytes().enumerate() {
            match byte {
                _ if is_escaped => is_escaped = false,
                b'\\' if in_text => is_escaped = true,
                b'"' => in_text = !in_text,
                b'/' if !in_text && line[at..].starts_with("//") => break,
                b'{' | b'[' if !in_text => {
                    self.depth += 1;
                    self.is_bracketed = true;
                }
                b'}' | b']' if !in_text => {
                    self.depth = self.depth.saturating_sub(1);
                    // Several values may follow each other.
                    if self.depth == 0 && !goes_on(&line[at + 1..]) {
                        return Some(at + 1);
                    }
                }
                _ => {}
            }
        }
        None
    }
}

fn goes_on(rest: &str) -> bool {
    rest.trim_start_matches([' ', '\t']).starts_with(['{', '[', ',', ']', '}'])
}

#[cfg(test)]
mod tests {
    use super::{Extent, begins, language};

    #[test]
    fn code_ends_with_the_bracket_that_closes_it() {
        let mut extent = Extent::default();
        let ends = ["{", "\"a\": \"}\\\"}\", // }", "\"b\": [{}]", "}next"].map(|line| extent.end(line));
        assert_eq!(ends, [None, None, None, Some(1)]);
    }

    #[test]
    fn commands_have_no_brackets_to_close() {
        let mut extent = Extent::default();
        assert_eq!(extent.end("curl -d '{\"a\": 1}'"), None);
        assert!(extent.is_open());
    }

    #[test]
    fn code_is_known_by_its_beginning() {
        assert!(["{", "[", "{\"a\": 1}", "[{"].into_iter().all(begins));
        assert!(!["{a}", "[link](x)", "x"].into_iter().any(begins));
        assert_eq!(language("JSON"), Some("json"));
        assert_eq!(language("json string"), None);
    }
}
