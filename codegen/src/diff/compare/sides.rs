//! Where the two sides of a comparison stand.

use crate::diagnostic::{Cursor, Place};

/// The same thing in two specs, reached by one step after another; costs nothing until a change is told.
#[derive(Debug, Clone, Copy)]
pub struct Sides<'a> {
    base: Cursor<'a>,
    head: Cursor<'a>,
    label: Option<&'a str>,
    outer: Option<&'a Sides<'a>>,
}

impl<'a> Sides<'a> {
    /// The roots of two files.
    pub fn files(base: &'a str, head: &'a str) -> Self {
        Self { base: Cursor::root(base), head: Cursor::root(head), label: None, outer: None }
    }

    /// The value of a key, which the reader need not see in the name of what is inside.
    pub fn key(&'a self, key: &'a str) -> Sides<'a> {
        Sides { base: self.base.key(key), head: self.head.key(key), label: None, outer: Some(self) }
    }

    /// The value of a key that is part of the name of what is inside.
    pub fn part(&'a self, key: &'a str) -> Sides<'a> {
        Sides { label: Some(key), ..self.key(key) }
    }

    /// An element of a list, by its place on each side and by its name.
    pub fn element(&'a self, base: usize, head: usize, name: &'a str) -> Sides<'a> {
        Sides { base: self.base.index(base), head: self.head.index(head), label: Some(name), outer: Some(self) }
    }

    /// An element of a list whose name the reader knows already.
    pub fn pair(list: &'a Sides<'a>, base: usize, head: usize) -> Sides<'a> {
        Sides { base: list.base.index(base), head: list.head.index(head), label: None, outer: Some(list) }
    }

    /// An element that is on the base's side only; on the other, the list is where it would be.
    pub fn only_base(&'a self, index: usize, name: &'a str) -> Sides<'a> {
        Sides { base: self.base.index(index), head: self.head, label: Some(name), outer: Some(self) }
    }

    /// An element that is on the head's side only; on the other, the list is where it would be.
    pub fn only_head(&'a self, index: usize, name: &'a str) -> Sides<'a> {
        Sides { base: self.base, head: self.head.index(index), label: Some(name), outer: Some(self) }
    }

    /// What stands in one list on the one side, and in another list on the other.
    pub fn moved(base: &Sides<'a>, head: &Sides<'a>) -> Self {
        Self { base: base.base, ..*head }
    }

    /// Where it is on the base's side.
    pub fn base(&self) -> Place {
        self.base.value()
    }

    /// Where it is on the head's side.
    pub fn head(&self) -> Place {
        self.head.value()
    }

    /// The names on the way here.
    pub fn path(&self) -> Vec<String> {
        let mut path = self.outer.map(Sides::path).unwrap_or_default();
        path.extend(self.label.map(str::to_owned));
        path
    }
}
