//! What the examples of a page say about which field holds which.
//!
//! Examples are read leniently: comments, missing or superfluous commas, several values in one text. What matters is which
//! key stands inside which; the elements of a list count as one.

use std::collections::HashMap;

/// No example is nested deeper; what is, is not looked at.
const DEEPEST: usize = 64;

/// The keys of all examples, as one tree.
#[derive(Debug)]
pub(super) struct Shapes {
    nodes: Vec<Node>,
}

/// A place in the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct NodeId(u32);

#[derive(Debug, Default)]
struct Node {
    keys: HashMap<String, NodeId>,
    has_plain_value: bool,
}

impl Shapes {
    const ROOT: NodeId = NodeId(0);

    /// Reads all examples.
    pub(super) fn of(examples: &[&str]) -> Self {
        let mut shapes = Self { nodes: vec![Node::default()] };
        for example in examples {
            Reader { shapes: &mut shapes, open: Vec::new(), key: None, too_deep: 0 }.read(example);
        }
        shapes
    }

    /// Where the outermost rows of a table are to be found.
    ///
    /// Some tables of answers begin below `data`; the example never does.
    pub(super) fn root_for<'a>(&self, names: impl Iterator<Item = &'a str>) -> Option<NodeId> {
        let data = self.child(Self::ROOT, "data");
        let mut first = None;
        for name in names {
            first = first.or(Some(name));
            if name == "data" {
                return self.known(Some(Self::ROOT));
            }
        }
        match (data, first) {
            (Some(data), Some(first))
                if self.child(Self::ROOT, first).is_none() && self.child(data, first).is_some() =>
            {
                Some(data)
            }
            _ => self.known(Some(Self::ROOT)),
        }
    }

    /// How many rows the examples show where these parents put them.
    pub(super) fn shown<'a>(&self, names: impl Iterator<Item = &'a str> + Clone, parents: &[Option<usize>]) -> usize {
        let root = self.root_for(names.clone());
        let mut nodes: Vec<Option<NodeId>> = Vec::with_capacity(parents.len());
        for (name, parent) in names.zip(parents) {
            let around = parent.map_or(root, |parent| nodes[parent]);
            nodes.push(around.and_then(|around| self.child(around, name)));
        }
        nodes.iter().flatten().count()
    }

    /// The key `name` inside `node`.
    pub(super) fn child(&self, node: NodeId, name: &str) -> Option<NodeId> {
        self.node(node).keys.get(name).copied()
    }

    /// The node, if an example shows what is inside.
    pub(super) fn known(&self, node: Option<NodeId>) -> Option<NodeId> {
        node.filter(|&node| self.keys(node) > 0)
    }

    /// How many keys stand inside.
    pub(super) fn keys(&self, node: NodeId) -> usize {
        self.node(node).keys.len()
    }

    /// The keys that stand inside.
    pub(super) fn names(&self, node: NodeId) -> impl Iterator<Item = &str> {
        self.node(node).keys.keys().map(String::as_str)
    }

    /// No example shows anything there but `null` and empty objects and lists.
    pub(super) fn is_empty(&self, node: NodeId) -> bool {
        let node = self.node(node);
        node.keys.is_empty() && !node.has_plain_value
    }

    fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }

    fn child_or_new(&mut self, parent: NodeId, name: String) -> NodeId {
        let next = NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        let child = *self.nodes[parent.0 as usize].keys.entry(name).or_insert(next);
        if child == next {
            self.nodes.push(Node::default());
        }
        child
    }
}

/// What is being read.
struct Reader<'s> {
    shapes: &'s mut Shapes,
    /// Objects and lists around the place; a list stands for its elements.
    open: Vec<Open>,
    /// The last text, which is a key if a colon follows.
    key: Option<String>,
    too_deep: usize,
}

struct Open {
    node: NodeId,
    is_object: bool,
    /// The value of the last key.
    value: Option<NodeId>,
}

impl Reader<'_> {
    fn read(mut self, text: &str) {
        let mut rest = text;
        while let Some(sign) = rest.chars().next() {
            rest = match sign {
                '"' => self.quoted(&rest[1..]),
                '/' if rest.starts_with("//") => rest.find('\n').map_or("", |end| &rest[end..]),
                '/' if rest.starts_with("/*") => rest.find("*/").map_or("", |end| &rest[end + 2..]),
                '{' | '[' => self.begin(sign == '{', &rest[1..]),
                '}' | ']' => self.end(sign == '}', &rest[1..]),
                ':' | '：' => self.colon(&rest[sign.len_utf8()..]),
                ',' | '，' => {
                    self.plain_value();
                    &rest[sign.len_utf8()..]
                }
                sign if sign.is_ascii_alphanumeric() || matches!(sign, '_' | '-' | '.') => self.bare(rest),
                _ => &rest[sign.len_utf8()..],
            };
        }
    }

    /// A text in quotes; one that never ends is taken to end with its line.
    fn quoted<'t>(&mut self, after: &'t str) -> &'t str {
        let mut escaped = false;
        let end = after.find(|sign: char| match sign {
            _ if escaped => {
                escaped = false;
                false
            }
            '\\' => {
                escaped = true;
                false
            }
            '"' | '\n' => true,
            _ => false,
        });
        let end = end.unwrap_or(after.len());
        self.plain_value();
        self.key = Some(after[..end].to_owned());
        after[end..].strip_prefix('"').unwrap_or(&after[end..])
    }

    /// A number, a literal, or a key without quotes.
    fn bare<'t>(&mut self, text: &'t str) -> &'t str {
        let end = text.find(|sign: char| !(sign.is_ascii_alphanumeric() || matches!(sign, '_' | '-' | '.')));
        let (word, rest) = text.split_at(end.unwrap_or(text.len()));
        self.plain_value();
        // `null` says nothing about what else could be there.
        self.key = (word != "null").then(|| word.to_owned());
        rest
    }

    /// The text before was a key.
    fn colon<'t>(&mut self, rest: &'t str) -> &'t str {
        if let (Some(key), Some(open), 0) = (self.key.take(), self.open.last_mut(), self.too_deep)
            && open.is_object
        {
            open.value = Some(self.shapes.child_or_new(open.node, key));
        }
        rest
    }

    /// The text before, if there is one that was no key, was a value.
    fn plain_value(&mut self) {
        if self.key.take().is_none() || self.too_deep > 0 {
            return;
        }
        if let Some(node) = self.open.last().and_then(|open| if open.is_object { open.value } else { Some(open.node) })
        {
            self.shapes.nodes[node.0 as usize].has_plain_value = true;
        }
    }

    fn begin<'t>(&mut self, is_object: bool, rest: &'t str) -> &'t str {
        self.plain_value();
        let node = match self.open.last() {
            None => Some(Shapes::ROOT),
            Some(open) if open.is_object => open.value,
            Some(open) => Some(open.node),
        };
        match node {
            Some(node) if self.too_deep == 0 && self.open.len() < DEEPEST => {
                self.open.push(Open { node, is_object, value: None });
            }
            _ => self.too_deep += 1,
        }
        rest
    }

    fn end<'t>(&mut self, is_object: bool, rest: &'t str) -> &'t str {
        self.plain_value();
        if self.too_deep > 0 {
            self.too_deep -= 1;
        } else if self.open.iter().any(|open| open.is_object == is_object) {
            // What was left open inside ends too.
            while self.open.pop().is_some_and(|open| open.is_object != is_object) {}
        }
        rest
    }
}
