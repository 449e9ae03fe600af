//! A line with pipes → the texts between them.

/// The texts between the pipes of a line, without those at the margins: `columns` of them at most.
///
/// Pages escape pipes in cells now and then, in code rarely, in links never. So where there are too many, those in code
/// count as text, and if there are still too many, the last column takes the rest: it is the one for prose.
pub fn split(line: &str, columns: usize) -> Vec<String> {
    let line = without_margins(line);
    let mut parts = parts(line, false);
    if parts.len() > columns {
        parts = self::parts(line, true);
    }
    let rest = (parts.len() > columns && columns > 0).then(|| parts.split_off(columns - 1).join("|"));
    let cell = |part: &str| part.trim_matches([' ', '\t', '\r']).replace("\\|", "|");
    parts.into_iter().map(cell).chain(rest.as_deref().map(cell)).collect()
}

/// How many pipes part the cells of a line.
pub fn separators(line: &str) -> usize {
    parts(without_margins(line), false).len() - 1
}

/// How many pipes part the cells of a line at least: those in code may be text.
pub fn sure_separators(line: &str) -> usize {
    parts(without_margins(line), true).len() - 1
}

/// Whether the line begins with a pipe, which then parts nothing.
pub fn begins_with_pipe(line: &str) -> bool {
    line.trim_start().starts_with('|')
}

/// Whether the line ends with a pipe, which then parts nothing.
pub fn ends_with_pipe(line: &str) -> bool {
    let line = line.trim_end();
    line.ends_with('|') && !line.ends_with("\\|")
}

fn without_margins(line: &str) -> &str {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    if ends_with_pipe(line) { &line[..line.len() - 1] } else { line }
}

fn parts(line: &str, code_is_text: bool) -> Vec<&str> {
    let code_ends = if code_is_text { line.rfind('`') } else { None };
    let (mut parts, mut begin, mut is_escaped, mut in_code) = (Vec::new(), 0, false, false);
    for (at, byte) in line.bytes().enumerate() {
        match byte {
            // What is never closed is no code.
            b'`' => in_code = !in_code && code_ends.is_some_and(|end| at < end),
            b'|' if !is_escaped && !in_code => {
                parts.push(&line[begin..at]);
                begin = at + 1;
            }
            _ => {}
        }
        is_escaped = byte == b'\\' && !is_escaped;
    }
    parts.push(&line[begin..]);
    parts
}
