//! Depth that a page states: by its markup, or drawn in the cell of the name.

use super::Row;

/// What is said of a row's depth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Indent {
    /// The markup says it: 0 for the outermost.
    Level(usize),
    /// What stands before the name.
    Drawn {
        /// Branches such as `└`.
        branches: usize,
        /// Blanks before the last branch; wide ones count double.
        blanks: usize,
    },
}

impl Indent {
    /// Said to be inside another row, however deep.
    #[must_use]
    pub fn is_nested(self) -> bool {
        match self {
            Self::Level(level) => level > 0,
            Self::Drawn { branches, blanks } => branches > 0 || blanks > 0,
        }
    }

    /// How far to the right the name stands. Only the order matters.
    fn width(self) -> usize {
        match self {
            Self::Level(level) => level,
            Self::Drawn { branches, blanks } => branches * BRANCH + blanks,
        }
    }
}

/// What a branch counts in blanks.
const BRANCH: usize = 2;

/// Splits the cell of a name into what is drawn before the name, and the rest.
#[must_use]
pub fn split_indent(cell: &str) -> (Indent, &str) {
    let (mut branches, mut blanks, mut blanks_so_far) = (0, 0, 0);
    for (at, sign) in cell.char_indices() {
        match sign {
            '└' | '∟' | '├' | '┗' | '┕' | '┖' | '┣' | '╰' | '⌞' | '↳' | '⤷' | '→' => {
                branches += 1;
                blanks = blanks_so_far;
            }
            // What a list begins an item with is a branch only before a blank or another sign: no name begins so.
            '-' | '–' | '—' | '>' | '»' | '+' | '•' | '·' if is_drawn(&cell[at + sign.len_utf8()..]) => {
                branches += 1;
                blanks = blanks_so_far;
            }
            // Drawn beside a branch, never alone.
            '─' | '│' | '\u{200b}' | '\u{feff}' => {}
            ' ' | '\t' | '\u{a0}' | '\u{2002}' | '\u{2005}' | '\u{2009}' => blanks_so_far += 1,
            '\u{2003}' | '\u{3000}' => blanks_so_far += 2,
            _ => {
                let blanks = if branches == 0 { blanks_so_far } else { blanks };
                return (Indent::Drawn { branches, blanks }, &cell[at..]);
            }
        }
    }
    (Indent::Drawn { branches: 0, blanks: 0 }, "")
}

/// Whether a sign before this text is drawn: blanks and other such signs follow, and then a name.
fn is_drawn(rest: &str) -> bool {
    const LONGEST: usize = 40;
    let mut signs =
        rest.chars().take(LONGEST).skip_while(|sign| matches!(sign, '-' | '–' | '—' | '>' | '+' | '•' | '·'));
    let is_apart = signs.next().is_some_and(|sign| sign.is_whitespace() || sign == '\u{a0}');
    is_apart
        && signs
            .find(|sign| !sign.is_whitespace())
            .is_some_and(|sign| sign.is_ascii_alphabetic() || matches!(sign, '_' | '`' | '*'))
}

/// Whether the table states how deep its rows are.
///
/// It does not where nothing is drawn, and where all that is drawn is one and the same branch at the very left: that is
/// what remains where blanks were lost.
pub(super) fn is_stated(rows: &[Row<'_>]) -> bool {
    rows.iter().any(|row| match row.indent {
        Indent::Level(_) => true,
        Indent::Drawn { branches, blanks } => branches > 1 || blanks > 0,
    })
}

/// Whether all nested rows are drawn alike.
pub(super) fn is_uniform(rows: &[Row<'_>]) -> bool {
    let is_drawn = |row: &Row<'_>| matches!(row.indent, Indent::Drawn { .. });
    let mut nested = rows.iter().filter(|row| row.indent.is_nested()).map(|row| row.indent);
    rows.iter().all(is_drawn) && nested.next().is_some_and(|first| nested.all(|indent| indent == first))
}

/// A row that may still get others into it.
struct Open {
    index: usize,
    width: usize,
    /// Where the first row in it stands.
    inner: usize,
}

/// The parents as stated: the last row before that stands further to the left.
///
/// A row that stands further to the left than the others in its parent is drawn wrongly, and taken to stand where they do.
pub(super) fn parents(rows: &[Row<'_>]) -> Vec<Option<usize>> {
    let mut open: Vec<Open> = Vec::new();
    let mut parents = Vec::with_capacity(rows.len());
    for (index, row) in rows.iter().enumerate() {
        let width = row.indent.width();
        while open.pop_if(|last| last.width >= width).is_some() {}
        let parent = open.last_mut();
        let width = parent.map_or(width, |parent| {
            parent.inner = parent.inner.max(width);
            parent.inner
        });
        parents.push(open.last().map(|parent| parent.index));
        open.push(Open { index, width, inner: 0 });
    }
    parents
}
