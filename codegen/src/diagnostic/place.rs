//! Where in a file something is: by path through the YAML tree, or by line and column.

/// One step from a YAML node to a node inside it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// The value of this key of a mapping.
    Key(String),
    /// This element of a sequence, from 0.
    Index(usize),
}

/// Which part of a node is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The key that leads to the node.
    Key,
    /// The node itself.
    Value,
}

/// A spot within a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Spot {
    /// The file as a whole.
    File,
    /// A position, as a YAML reader reports it: line and column from 1.
    Position {
        /// The line, from 1.
        line: usize,
        /// The column in characters, from 1.
        column: usize,
    },
    /// A run of bytes, for what has no path of its own, such as the second of two equal keys.
    Bytes {
        /// The first byte.
        start: usize,
        /// The byte after the last.
        end: usize,
    },
    /// A node of the tree.
    Node {
        /// How to get there from the root.
        steps: Vec<Step>,
        /// The key or the value.
        part: Part,
    },
}

/// A spot in a named file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The name of the file, as shown to the user.
    pub file: String,
    /// Where in the file.
    pub spot: Spot,
}

impl Place {
    /// The file as a whole.
    pub fn file(file: impl Into<String>) -> Self {
        Self { file: file.into(), spot: Spot::File }
    }
}

/// A path through a YAML tree, built on the stack while a stage walks the spec; costs nothing until it is needed.
#[derive(Debug, Clone, Copy)]
pub struct Cursor<'a> {
    file: &'a str,
    last: Option<(&'a Cursor<'a>, Move<'a>)>,
}

#[derive(Debug, Clone, Copy)]
enum Move<'a> {
    Key(&'a str),
    Index(usize),
}

impl<'a> Cursor<'a> {
    /// The root of a file.
    #[must_use]
    pub fn root(file: &'a str) -> Self {
        Self { file, last: None }
    }

    /// One step further, to the value of a key.
    #[must_use]
    pub fn key(&'a self, key: &'a str) -> Cursor<'a> {
        Cursor { file: self.file, last: Some((self, Move::Key(key))) }
    }

    /// One step further, to an element of a sequence.
    #[must_use]
    pub fn index(&'a self, index: usize) -> Cursor<'a> {
        Cursor { file: self.file, last: Some((self, Move::Index(index))) }
    }

    /// The name of the file.
    #[must_use]
    pub fn file(&self) -> &'a str {
        self.file
    }

    /// The node as a place.
    #[must_use]
    pub fn value(&self) -> Place {
        self.place(Part::Value)
    }

    /// The key that leads to the node as a place.
    #[must_use]
    pub fn name(&self) -> Place {
        self.place(Part::Key)
    }

    fn place(&self, part: Part) -> Place {
        let mut steps = Vec::new();
        let mut cursor = self;
        while let Some((parent, step)) = &cursor.last {
            steps.push(match step {
                Move::Key(key) => Step::Key((*key).to_owned()),
                Move::Index(index) => Step::Index(*index),
            });
            cursor = parent;
        }
        steps.reverse();
        Place { file: self.file.to_owned(), spot: Spot::Node { steps, part } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_remembers_the_way_it_came() {
        let root = Cursor::root("a.yaml");
        let body = root.key("body");
        let field = body.index(2);
        assert_eq!(
            field.key("type").value(),
            Place {
                file: "a.yaml".into(),
                spot: Spot::Node {
                    steps: vec![Step::Key("body".into()), Step::Index(2), Step::Key("type".into())],
                    part: Part::Value
                }
            }
        );
    }
}
