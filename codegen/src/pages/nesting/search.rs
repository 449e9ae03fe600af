//! The search for the most plausible tree of a table that lost its nesting.
//!
//! Rows stand in the order of the tree, so that a row belongs to the row before it or to one around that. The search goes
//! through the rows once and keeps the few readings that need the least assuming so far: each step is a reading
//! (`State`) with the row put into one of the fields that are open in it, and its [`Cost`] says what that assumes.

use std::collections::{HashMap, HashSet};

use super::cost::{
    AGAINST_MARKS, BESIDE, BEYOND_TYPE, Cost, DEEPER, EMPTY, EMPTY_TWIN, FORCED, LEAVE, LEFT_OUT, NO_EXAMPLE,
    NOT_IN_EXAMPLE, NOT_SHOWN, OPENED, PAGING_IN_ELEMENT, TWICE,
};
use super::kind::{self, Kind};
use super::shape::{NodeId, Shapes};
use super::{Indent, Row};

/// So many readings are followed at once …
const BEAM: usize = 24;
/// … but only the best one in tables so long that no page has them.
const LONG_TABLE: usize = 8_000;
/// No table is nested deeper.
const DEEPEST: usize = 24;
/// So many names of a field's earlier children are compared with a new one.
const LOOK_BACK: usize = 256;
/// So many rows of two fields of the same type are compared.
const LONGEST_TYPE: usize = 256;

/// Fields that stand beside a list and never in its elements.
const PAGING: [&str; 5] = ["has_more", "page_token", "next_page_token", "total", "total_count"];

/// The parent of each row in the best reading.
pub(super) fn parents(rows: &[Row<'_>], shapes: &Shapes) -> Vec<Option<usize>> {
    let table = Table::of(rows);
    let mut search = Search { table: &table, shapes, fields: Vec::new(), steps: Vec::new() };
    let root = shapes.root_for(rows.iter().map(|row| row.name));
    let mut states = vec![State { field: search.add_root(root), step: None, cost: 0 }];
    for index in 0..rows.len() {
        states = search.advance(&states, index);
    }
    let best = states.into_iter().min_by_key(|state| state.cost + search.closing_cost(state.field));
    search.trace(best.and_then(|state| state.step), rows.len())
}

/// What is known of the rows before the search.
struct Table<'a> {
    rows: Vec<Known<'a>>,
    names: HashSet<&'a str>,
    /// Some rows are said to be nested; those that are not are outermost.
    is_marked: bool,
    /// The row of the envelope that holds the rest.
    envelope_data: Option<usize>,
}

struct Known<'a> {
    name: &'a str,
    type_name: &'a str,
    kind: Kind,
    indent: Indent,
    /// The last row that can be inside, judging by another field of the same type.
    type_ends: Option<usize>,
}

impl<'a> Table<'a> {
    fn of(rows: &[Row<'a>]) -> Self {
        let is_marked = rows.iter().any(|row| row.indent.is_nested());
        let mut known: Vec<Known<'a>> = rows
            .iter()
            .map(|row| Known {
                name: row.name,
                type_name: row.type_name.unwrap_or_default().trim_end_matches(['[', ']', '\\']),
                kind: kind::of(row.type_name),
                indent: row.indent,
                type_ends: None,
            })
            .collect();
        let envelope_data = envelope_data(rows);
        if let Some(data) = envelope_data {
            known[data].kind = Kind::Object;
        }
        let mut earlier: HashMap<&str, usize> = HashMap::new();
        for index in 0..known.len() {
            let Known { kind: Kind::Object, type_name, .. } = known[index] else { continue };
            if !type_name.starts_with(|sign: char| sign.is_ascii_alphabetic()) {
                continue;
            }
            let Some(before) = earlier.insert(type_name, index) else { continue };
            let same = common_rows(&known, before, index);
            // A type that is printed once, with its fields, and once without, says nothing.
            if same > 0 {
                for (row, end) in [(before, before + same), (index, index + same)] {
                    let ends = known[row].type_ends.map_or(end, |ends| ends.max(end));
                    known[row].type_ends = Some(ends);
                }
            }
        }
        Self { rows: known, names: rows.iter().map(|row| row.name).collect(), is_marked, envelope_data }
    }
}

/// The field of an answer's envelope that holds the rest, whatever its type says.
fn envelope_data(rows: &[Row<'_>]) -> Option<usize> {
    let code = rows.iter().position(|row| row.name == "code")?;
    let data = rows.iter().position(|row| row.name == "data")?;
    (code < data && data <= code + 2).then_some(data)
}

/// How many rows after two fields of the same type are the same.
fn common_rows(rows: &[Known<'_>], first: usize, second: usize) -> usize {
    let after_first = rows[first + 1..second].iter();
    let after_second = rows[second + 1..].iter();
    let is_same =
        |(left, right): &(&Known<'_>, &Known<'_>)| left.name == right.name && left.type_name == right.type_name;
    after_first.zip(after_second).take(LONGEST_TYPE).take_while(is_same).count()
}

/// A reading of the rows so far.
#[derive(Clone, Copy)]
struct State {
    /// The innermost field that can take rows.
    field: FieldId,
    step: Option<usize>,
    cost: Cost,
}

type FieldId = usize;

/// A field that is open in some reading, as it was when the reading got there: fields are never changed, since several
/// readings share them.
#[derive(Clone, Copy)]
struct Field {
    /// The row; `None` for the table itself.
    row: Option<usize>,
    around: Option<FieldId>,
    depth: usize,
    /// What the example shows inside.
    shape: Option<NodeId>,
    /// The example shows a plain value, or keys that no row has.
    is_elsewhere: bool,
    /// The example shows that there is a field, and nothing of what is inside.
    is_shown_empty: bool,
    kind: Kind,
    /// The last child, and through it the others.
    last_child: Option<usize>,
    /// How many children the example shows too.
    shown: usize,
    /// A bit for each type among the children that must hold something.
    object_types: u64,
    /// The field around had such a child before.
    is_beside_objects: bool,
    /// A bit for each name among the children; most names have one of their own.
    names: u64,
    /// Equal for fields around which the same fields are open.
    identity: u64,
}

/// A row put somewhere.
struct Step {
    parent: Option<usize>,
    before: Option<usize>,
    /// The child before it in the same field.
    sibling: Option<usize>,
    row: usize,
}

struct Search<'t, 'a> {
    table: &'t Table<'a>,
    shapes: &'t Shapes,
    fields: Vec<Field>,
    steps: Vec<Step>,
}

impl Search<'_, '_> {
    fn add_root(&mut self, shape: Option<NodeId>) -> FieldId {
        self.fields.push(Field {
            row: None,
            around: None,
            depth: 0,
            shape,
            is_elsewhere: false,
            is_shown_empty: false,
            kind: Kind::Open,
            last_child: None,
            shown: 0,
            object_types: 0,
            is_beside_objects: false,
            names: 0,
            identity: 0,
        });
        self.fields.len() - 1
    }

    /// All readings with one row more, the best of them.
    fn advance(&mut self, states: &[State], row: usize) -> Vec<State> {
        let mut candidates: Vec<(Cost, &State, FieldId)> = Vec::new();
        for state in states {
            let mut cost = state.cost;
            let mut field = Some(state.field);
            while let Some(id) = field {
                candidates.push((cost + self.cost(id, row), state, id));
                cost += self.leaving_cost(id);
                field = self.fields[id].around;
            }
        }
        candidates.sort_by_key(|&(cost, ..)| cost);
        let width = if self.table.rows.len() > LONG_TABLE { 1 } else { BEAM };
        let mut seen = HashSet::new();
        let mut next = Vec::with_capacity(width);
        for (cost, state, field) in candidates {
            // Of two readings in which the same fields are open, the cheaper one stays ahead.
            if next.len() < width && seen.insert(self.fields[field].identity) {
                next.push(self.place(state.step, field, row, cost));
            }
        }
        next
    }

    /// What it assumes to put the row into the field.
    fn cost(&self, id: FieldId, row: usize) -> Cost {
        let field = &self.fields[id];
        let Known { name, type_name, kind, indent, .. } = self.table.rows[row];
        let is_shown = self.shown(field, name).is_some();
        let mut cost = match field.shape {
            _ if is_shown => 0,
            None if field.is_shown_empty => NO_EXAMPLE,
            None if field.row.is_some() && !field.is_elsewhere && kind != Kind::Object => NOT_SHOWN,
            _ => NOT_IN_EXAMPLE,
        };
        if !is_shown && kind == Kind::Object {
            cost += unlike_siblings(field, type_name);
        }
        if self.has_child(field, name) {
            cost += TWICE;
        }
        if self.table.is_marked && field.row.is_some() != indent.is_nested() {
            cost += AGAINST_MARKS;
        }
        let Some(own) = field.row else { return cost };
        if field.last_child.is_none() {
            cost += opening_cost(field);
        }
        if PAGING.contains(&name) && self.table.rows[own].name != "data" && !is_shown {
            cost += PAGING_IN_ELEMENT;
        }
        if !is_shown && self.table.rows[own].type_ends.is_some_and(|end| row > end) {
            cost += BEYOND_TYPE;
        }
        cost
    }

    /// What the example shows in the field under the name.
    fn shown(&self, field: &Field, name: &str) -> Option<NodeId> {
        field.shape.and_then(|shape| self.shapes.child(shape, name))
    }

    fn has_child(&self, field: &Field, name: &str) -> bool {
        if field.names & bit(name) == 0 {
            return false;
        }
        let mut child = field.last_child;
        for _ in 0..LOOK_BACK {
            let Some(step) = child.map(|child| &self.steps[child]) else { return false };
            if self.table.rows[step.row].name == name {
                return true;
            }
            child = step.sibling;
        }
        false
    }

    /// What it assumes that no more rows come into the field.
    fn leaving_cost(&self, id: FieldId) -> Cost {
        let field = &self.fields[id];
        let left_out = field.shape.map_or(0, |shape| self.shapes.keys(shape).saturating_sub(field.shown));
        let left_out = left_out as Cost * LEFT_OUT;
        if field.last_child.is_some() {
            return LEAVE + left_out;
        }
        let has_twin = field.row.is_some_and(|row| self.table.rows[row].type_ends.is_some());
        let empty = LEAVE + if has_twin { EMPTY_TWIN } else { EMPTY };
        // Pages rarely print a type inside itself again.
        match (field.shape, self.is_inside_itself(field)) {
            (Some(_), false) => left_out + empty,
            (Some(_), true) => empty,
            (None, false) if field.kind == Kind::Object && !field.is_elsewhere => empty,
            (None, _) => LEAVE,
        }
    }

    fn is_inside_itself(&self, field: &Field) -> bool {
        let type_of = |field: &Field| field.row.map(|row| self.table.rows[row].type_name).filter(|name| name.len() > 1);
        let Some(own) = type_of(field) else { return false };
        let mut around = field.around;
        while let Some(id) = around {
            if type_of(&self.fields[id]) == Some(own) {
                return true;
            }
            around = self.fields[id].around;
        }
        false
    }

    /// What it assumes that the table ends here.
    fn closing_cost(&self, field: FieldId) -> Cost {
        let mut cost = 0;
        let mut field = Some(field);
        while let Some(id) = field {
            cost += self.leaving_cost(id);
            field = self.fields[id].around;
        }
        cost
    }

    fn place(&mut self, before: Option<usize>, parent: FieldId, row: usize, cost: Cost) -> State {
        let known = &self.table.rows[row];
        let mut field = self.fields[parent];
        let mut node = self.shown(&field, known.name);
        if node.is_none() && self.table.envelope_data == Some(row) {
            // Some examples leave the envelope out.
            node = field.shape;
        }
        let is_new = !self.has_child(&field, known.name);
        self.steps.push(Step { parent: field.row, before, sibling: field.last_child, row });
        let step = self.steps.len() - 1;
        field.last_child = Some(step);
        field.shown += usize::from(self.shown(&field, known.name).is_some() && is_new);
        let is_beside_objects = field.object_types != 0;
        if known.kind == Kind::Object {
            field.object_types |= bit(known.type_name);
        }
        field.names |= bit(known.name);
        self.fields.push(field);
        let mut innermost = self.fields.len() - 1;
        let shape = self.shapes.known(node).filter(|&shape| self.is_of_names(shape));
        let can_open = known.kind != Kind::Scalar || shape.is_some();
        if can_open && known.kind != Kind::Bare && field.depth < DEEPEST {
            self.fields.push(Field {
                row: Some(row),
                around: Some(innermost),
                depth: field.depth + 1,
                shape,
                is_shown_empty: node.is_some_and(|node| self.shapes.is_empty(node)),
                is_elsewhere: shape.is_none() && node.is_some_and(|node| !self.shapes.is_empty(node)),
                kind: known.kind,
                last_child: None,
                shown: 0,
                object_types: 0,
                is_beside_objects,
                names: 0,
                identity: field.identity.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ (row as u64 + 1),
            });
            innermost += 1;
        }
        State { field: innermost, step: Some(step), cost }
    }

    /// The keys of a map are no names of fields, and so say nothing about rows.
    fn is_of_names(&self, shape: NodeId) -> bool {
        self.shapes.names(shape).any(|name| self.table.names.contains(name))
    }

    fn trace(&self, last: Option<usize>, rows: usize) -> Vec<Option<usize>> {
        let mut parents = vec![None; rows];
        let mut step = last;
        while let Some(at) = step {
            let Step { parent, before, row, .. } = self.steps[at];
            parents[row] = parent;
            step = before;
        }
        parents
    }
}

/// What it assumes that something that holds others follows what is in the field already.
fn unlike_siblings(field: &Field, type_name: &str) -> Cost {
    let deeper = field.depth as Cost * DEEPER;
    match field.object_types {
        0 if field.is_beside_objects && field.last_child.is_some() => deeper + BESIDE,
        0 => 0,
        types if types & bit(type_name) != 0 => 0,
        _ => deeper,
    }
}

/// What it assumes that the field holds something.
fn opening_cost(field: &Field) -> Cost {
    match field.kind {
        _ if field.is_elsewhere => FORCED,
        Kind::Scalar if field.shape.is_none() => FORCED,
        Kind::Open if field.shape.is_some() => 0,
        Kind::Object => 0,
        Kind::Scalar | Kind::Bare | Kind::Open => OPENED,
    }
}

fn bit(name: &str) -> u64 {
    let sum = name.bytes().fold(0_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte)));
    1 << (sum % 64)
}
