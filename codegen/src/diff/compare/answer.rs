//! The answer of an endpoint against its former self: what it returns, and what the page says of the envelope around that.

use super::field::{self, Context};
use super::pairing::Pairs;
use super::recorder::Recorder;
use super::sides::Sides;
use super::{fields, similar};
use crate::diff::Kind;
use crate::diff::rule::Direction;
use crate::spec::model::{AnswerPlace, Endpoint, Envelope, Field};
use crate::spec::returned::{Returned, is_row};

/// What is read.
const CONTEXT: Context = Context { direction: Direction::Response, is_parameter: false, is_content: false };

/// Compares the answers of an endpoint. `envelopes` are those before and after.
pub fn compare(old: &Endpoint, new: &Endpoint, envelopes: [&Envelope; 2], at: &Sides<'_>, found: &mut Recorder) {
    let before = Answer::of(old, envelopes[0]);
    let after = Answer::of(new, envelopes[1]);
    place(&before, &after, at, found);
    let list = at.part("response");
    envelope(&before, &after, &list, found);
    match (before.returned, after.returned) {
        (Returned::Data(old), Returned::Data(new)) => data(old, new, &list, found),
        _ => fields(&before, &after, &list, found),
    }
}

/// The answer of an endpoint on one side.
struct Answer<'a> {
    endpoint: &'a Endpoint,
    envelope: &'a Envelope,
    returned: Returned<'a>,
}

impl<'a> Answer<'a> {
    fn of(endpoint: &'a Endpoint, envelope: &'a Envelope) -> Self {
        Self { endpoint, envelope, returned: Returned::of(endpoint, envelope) }
    }

    fn fields(&self) -> Vec<(usize, &'a Field)> {
        self.returned.fields(self.endpoint, self.envelope)
    }

    /// The row that has all that the call returns.
    fn data(&self) -> Option<(usize, &'a Field)> {
        match self.returned {
            Returned::Data(data) => data,
            Returned::Rows(_) | Returned::Open => None,
        }
    }

    /// The rows that say nothing of what the call returns.
    fn around(&self) -> Vec<(usize, &'a Field)> {
        let rows = self.endpoint.response.iter().enumerate();
        match self.returned {
            Returned::Data(data) => rows.filter(|(index, _)| data.is_none_or(|(own, _)| own != *index)).collect(),
            Returned::Rows(_) | Returned::Open => rows.filter(|(_, row)| !is_row(row, self.envelope)).collect(),
        }
    }
}

/// Where on the wire that stands which the call returns.
fn place(before: &Answer<'_>, after: &Answer<'_>, at: &Sides<'_>, found: &mut Recorder) {
    let word = |place: AnswerPlace| match place {
        AnswerPlace::InData => "in_data",
        AnswerPlace::BesideCode => "beside_code",
        AnswerPlace::WithoutCode => "without_code",
    };
    let [old, new] = [before, after].map(|answer| answer.returned.place());
    let [was, is] = [before, after].map(|answer| answer.endpoint.decide.answer);
    let decide = at.key("decide");
    if old != new {
        let here = if was == is { at.part("response") } else { decide.part("answer") };
        found.tell(Kind::AnswerPlaceChanged, &here).turned(word(old), word(new));
    } else if was != is {
        // The table of the one side shows what had to be decided for that of the other.
        found
            .tell(Kind::NoteChanged, &decide.part("answer"))
            .values(was.map(word).map(str::to_owned), is.map(word).map(str::to_owned));
    }
}

/// What the page says of the members around an answer.
fn envelope(before: &Answer<'_>, after: &Answer<'_>, at: &Sides<'_>, found: &mut Recorder) {
    let (old, new) = (before.around(), after.around());
    let pairs = Pairs::by(&old, &new, |(_, row)| row.name.clone());
    for (index, row) in pairs.removed.iter().map(|index| old[*index]) {
        found.tell(Kind::EnvelopeMemberChanged, &at.only_base(index, &row.name)).gone(&row.type_name);
    }
    for (index, row) in pairs.added.iter().map(|index| new[*index]) {
        found.tell(Kind::EnvelopeMemberChanged, &at.only_head(index, &row.name)).fresh(&row.type_name);
    }
    for (before, after) in pairs.both.iter().map(|&(before, after)| (old[before], new[after])) {
        found.tell_all(before.1, after.1, Kind::EnvelopeMemberChanged, &at.element(before.0, after.0, &after.1.name));
    }
    rows_in_order(before, after, at, found);
}

/// The order of all rows that are on both sides.
fn rows_in_order(before: &Answer<'_>, after: &Answer<'_>, at: &Sides<'_>, found: &mut Recorder) {
    let pairs = Pairs::by(&before.endpoint.response, &after.endpoint.response, |row| row.name.clone());
    if !pairs.in_order() {
        found.tell(Kind::OrderChanged, at);
    }
}

/// The member for data on both sides.
fn data(old: Option<(usize, &Field)>, new: Option<(usize, &Field)>, at: &Sides<'_>, found: &mut Recorder) {
    match (old, new) {
        (Some((before, old)), Some((after, new))) => {
            let here = at.element(before, after, &new.name);
            field::compare(old, new, &here, CONTEXT, found);
            // The answer itself has a default whatever must be there.
            found.forget(&[Kind::DefaultTraitLost, Kind::DefaultTraitGained], &here);
        }
        (Some((index, field)), None) => fields::removed(field, &at.only_base(index, &field.name), CONTEXT, found),
        (None, Some((index, field))) => fields::added(field, None, &at.only_head(index, &field.name), CONTEXT, found),
        (None, None) => {}
    }
}

/// The fields of what the call returns, which at least one side lists as rows of the table itself.
fn fields(before: &Answer<'_>, after: &Answer<'_>, at: &Sides<'_>, found: &mut Recorder) {
    let (data_before, data_after) = (before.data(), after.data());
    // Where the one side has a row around the fields and the other has none, nobody who reads the fields notices.
    let (base_row, head_row);
    let mut base_list = *at;
    if let Some((index, row)) = data_before {
        base_row = at.only_base(index, &row.name);
        found.tell(Kind::EnvelopeMemberChanged, &base_row).gone(&row.type_name);
        base_list = base_row.key("fields");
    }
    let mut head_list = *at;
    if let Some((index, row)) = data_after {
        head_row = at.only_head(index, &row.name);
        found.tell(Kind::EnvelopeMemberChanged, &head_row).fresh(&row.type_name);
        head_list = head_row.key("fields");
    }
    let (old, new) = (before.fields(), after.fields());
    let own = |fields: &[(usize, &Field)]| fields.iter().map(|(_, field)| (*field).clone()).collect::<Vec<_>>();
    let (old_fields, new_fields) = (own(&old), own(&new));
    let mut pairs = Pairs::by(&old_fields, &new_fields, |field| field.name.clone());
    fields::wire_names(&old_fields, &new_fields, &mut pairs, at, CONTEXT, found);
    for (&(before, old), &(after, new)) in pairs.both.iter().map(|&(before, after)| (&old[before], &new[after])) {
        let base = base_list.only_base(before, &new.name);
        let head = head_list.only_head(after, &new.name);
        field::compare(old, new, &Sides::moved(&base, &head), CONTEXT, found);
    }
    for (index, field) in pairs.removed.iter().map(|index| old[*index]) {
        fields::removed(field, &base_list.only_base(index, &field.name), CONTEXT, found);
    }
    for (index, field) in pairs.added.iter().map(|index| new[*index]) {
        let gone = pairs.removed.iter().map(|removed| &old_fields[*removed]);
        let here = head_list.only_head(index, &field.name);
        fields::added(field, similar::field(field, gone), &here, CONTEXT, found);
    }
}
