//! Comments, which the canonical form does not have.

use std::ops::Range;

use super::Document;
use super::write::head_length;
use crate::diagnostic::position::{Content, Node, read};
use crate::diagnostic::{Code, Diagnostic, Place, Spot};

/// Tells of every comment in a file that would be lost when it is written anew.
pub fn comments<T: Document>(file: &str, text: &str) -> Vec<Diagnostic> {
    let head = head_length::<T>(text);
    if !text[head..].contains('#') {
        return Vec::new();
    }
    // Without a tree the file has errors of form, which are told instead.
    let Ok(tree) = read(text) else { return Vec::new() };
    let mut scalars = Vec::new();
    collect_scalars(&tree, &mut scalars);
    let told = outside(text, head, &scalars).into_iter().filter(|comment| comment.start >= head);
    told.map(|comment| diagnostic(file, comment)).collect()
}

fn diagnostic(file: &str, comment: Range<usize>) -> Diagnostic {
    let spot = Spot::Bytes { start: comment.start, end: comment.end };
    let place = Place { file: file.to_owned(), spot };
    Diagnostic::new(Code::Comment, place, "this comment would be lost")
        .note("files are written anew, by `codegen fmt` and when a page is imported, and the canonical form has no comments")
        .help("say it in `note` under the `decide` of what it is about")
}

/// Where the scalars of a tree stand, in their order.
fn collect_scalars(node: &Node, found: &mut Vec<Range<usize>>) {
    match &node.content {
        Content::Scalar { .. } => found.push(node.span.clone()),
        Content::Alias => {}
        Content::Sequence(elements) => elements.iter().for_each(|element| collect_scalars(element, found)),
        Content::Mapping(entries) => {
            for (key, value) in entries {
                collect_scalars(key, found);
                collect_scalars(value, found);
            }
        }
    }
}

/// The comments that stand outside all scalars: from a `#` behind a blank to the end of its line.
fn outside(text: &str, head: usize, scalars: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = head;
    let mut scalars = scalars.iter().peekable();
    while let Some(hash) = text[at..].find('#').map(|hash| at + hash) {
        while scalars.next_if(|scalar| scalar.end <= hash).is_some() {}
        if let Some(scalar) = scalars.peek().filter(|scalar| scalar.start <= hash) {
            at = scalar.end;
        } else if text[..hash].ends_with([' ', '\t', '\n']) || hash == 0 {
            let line = text[hash..].lines().next().unwrap_or_default().trim_end();
            found.push(hash..hash + line.len());
            at = hash + line.len();
        } else {
            at = hash + 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::Endpoint;

    fn found(text: &str) -> Vec<&str> {
        let spans = comments::<Endpoint>("a.yaml", text).into_iter().map(|finding| match finding.primary.place.spot {
            Spot::Bytes { start, end } => &text[start..end],
            other => panic!("a comment has a place, not {other:?}"),
        });
        spans.collect()
    }

    #[test]
    fn comments_are_found_wherever_they_stand() {
        let text = "# mine\na: 1 # one\n# between\nb: # behind a key\n  - c # three\n  - {d: e} # four\nf: |- # head\n  text\n# after\n\
                    g: \"h\" # quoted\ni:\n  j: >-\n    k\n  # deeper\nl: 'm'\n# last";
        let all = [
            "# mine",
            "# one",
            "# between",
            "# behind a key",
            "# three",
            "# four",
            "# head",
            "# after",
            "# quoted",
            "# deeper",
            "# last",
        ];
        assert_eq!(found(text), all);
    }

    #[test]
    fn what_is_part_of_a_text_is_no_comment() {
        let text = "a: b#c\nd: \"e # f\"\ng: 'h # i'\nj: |-\n  # k\n    # l\nm: >-\n  n\n  # o\np: https://q/#r\n? \"# s\"\n: [\"# t\"]\n\
                    u: v\n  w#x\ny: \"a\n  # z\"\n";
        assert_eq!(found(text), Vec::<&str>::new());
    }

    #[test]
    fn the_head_that_is_written_anew_is_no_comment() {
        let head = "# POST /a\n# yaml-language-server: $schema=x.json\n";
        assert_eq!(found(&format!("{head}a: b\n")), Vec::<&str>::new());
        assert_eq!(found(&format!("{head}# mine\na: b\n")), ["# mine"]);
        assert_eq!(found("# Post to /a\na: b\n"), ["# Post to /a"]);
    }
}
