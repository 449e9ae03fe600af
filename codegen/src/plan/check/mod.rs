//! What is checked of a value before it is sent: documented bounds, and what arguments require of each other.

mod bounds;
mod inside;
mod requirements;

pub use bounds::plan as bounds;
pub use inside::spread;
pub use requirements::{Given, plan as requirements};

use super::item::Presence;
use super::name::Name;

/// Something to check.
#[derive(Debug, Clone, PartialEq)]
pub enum Check {
    /// A value and its bounds.
    Bounds(Checked, Measure),
    /// A value of a type that is checked itself.
    Inside(Checked),
    /// What must be given where something else holds.
    Needs {
        /// What must hold.
        when: Condition,
        /// What must be given then.
        needs: Vec<Checked>,
    },
    /// How many of several values must be given.
    Count(Count, Vec<Checked>),
}

/// A field of a struct, or a parameter of a request, as far as a check must know it.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// Its name.
    pub name: Name,
    /// Its name on the wire, by which the caller is told of it.
    pub wire_name: String,
    /// Whether it can be missing.
    pub presence: Presence,
}

/// What is measured of a value, and the least and the most that it may be.
#[derive(Debug, Clone, PartialEq)]
pub enum Measure {
    /// The integer itself.
    Integer(Range<i64>),
    /// The number itself.
    Number(Range<f64>),
    /// The length of a text in Unicode characters.
    Characters(Range<u64>),
    /// The length of a text in bytes of UTF-8.
    Bytes(Range<u64>),
    /// The number of elements of a list.
    Elements(Range<u64>),
    /// The number of entries of a map.
    Entries(Range<u64>),
}

/// The least and the most that a value may be; at least one of them is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range<N> {
    /// The least.
    pub least: Option<N>,
    /// The most.
    pub most: Option<N>,
}

/// What must hold of a value so that others are needed.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// The value.
    pub value: Checked,
    /// What it must be; none where it is enough that it is given.
    pub is: Option<Text>,
}

/// A value that another is compared with, as it is on the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The value on the wire.
    pub text: String,
    /// Whether the value at hand is a text already, and else must be written as one.
    pub is_string: bool,
}

/// How many of several values must be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// One or more.
    AtLeastOne,
    /// None or one.
    AtMostOne,
    /// One.
    ExactlyOne,
}
