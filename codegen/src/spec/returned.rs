//! Where what a call returns stands: as was decided, or else as the page's table shows.

use super::model::{AnswerPlace, Endpoint, Envelope, Field};

/// Where the fields of what a call returns are listed, and where they stand on the wire.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Returned<'a> {
    /// Inside the row of the envelope's member for data, with its index; nowhere where the table has no such row.
    Data(Option<(usize, &'a Field)>),
    /// As rows of the table itself, beside those of the envelope.
    Rows(AnswerPlace),
    /// As rows of a table that has neither a code nor data, so that it does not show where they stand.
    Open,
}

impl<'a> Returned<'a> {
    /// Where an endpoint returns what it returns.
    #[must_use]
    pub fn of(endpoint: &'a Endpoint, envelope: &Envelope) -> Self {
        let table = &endpoint.response;
        let data = table.iter().enumerate().find(|(_, field)| field.name == envelope.data);
        let has_rows = table.iter().any(|field| is_row(field, envelope));
        let has_code = table.iter().any(|field| field.name == envelope.code);
        match (endpoint.decide.answer, data) {
            (Some(AnswerPlace::InData) | None, Some(data)) => Self::Data(Some(data)),
            (Some(AnswerPlace::InData), None) if has_rows => Self::Rows(AnswerPlace::InData),
            (Some(AnswerPlace::InData), None) => Self::Data(None),
            (Some(place), _) => Self::Rows(place),
            (None, None) if !has_rows => Self::Data(None),
            (None, None) if has_code => Self::Rows(AnswerPlace::BesideCode),
            (None, None) => Self::Open,
        }
    }

    /// Where that stands on the wire, as far as it is known.
    #[must_use]
    pub fn place(self) -> AnswerPlace {
        match self {
            Self::Data(_) | Self::Open => AnswerPlace::InData,
            Self::Rows(place) => place,
        }
    }

    /// The fields with their indexes, in whichever list they stand.
    #[must_use]
    pub fn fields(self, endpoint: &'a Endpoint, envelope: &Envelope) -> Vec<(usize, &'a Field)> {
        match self {
            Self::Data(data) => data.map(|(_, data)| data.fields.iter().enumerate().collect()).unwrap_or_default(),
            Self::Rows(_) | Self::Open => {
                endpoint.response.iter().enumerate().filter(|(_, row)| is_row(row, envelope)).collect()
            }
        }
    }
}

/// Whether a row of the table of an answer is none of the members around every answer.
#[must_use]
pub fn is_row(field: &Field, envelope: &Envelope) -> bool {
    ![&envelope.code, &envelope.message, &envelope.error].contains(&&field.name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec;

    fn place(rows: &[&str], decided: Option<AnswerPlace>) -> Option<AnswerPlace> {
        let envelope = Envelope {
            page: crate::spec::model::Page::default(),
            code: "code".to_owned(),
            message: "msg".to_owned(),
            data: "data".to_owned(),
            error: "error".to_owned(),
            success: 0,
        };
        let rows: Vec<_> = rows.iter().map(|name| format!("  - {{name: {name}, type: any}}\n")).collect();
        let rows = rows.concat();
        let head = "title: t\nhost: h\nmethod: GET\npath: /a\ndecide: {retry: read}\n";
        let text = if rows.is_empty() { head.to_owned() } else { format!("{head}response:\n{rows}") };
        let mut endpoint: Endpoint = spec::read("a.yaml", &text).expect("an endpoint");
        endpoint.decide.answer = decided;
        match Returned::of(&endpoint, &envelope) {
            Returned::Open => None,
            returned => Some(returned.place()),
        }
    }

    #[test]
    fn the_table_shows_where_the_fields_stand() {
        assert_eq!(place(&["code", "msg", "data"], None), Some(AnswerPlace::InData));
        assert_eq!(place(&["data", "extra"], None), Some(AnswerPlace::InData));
        assert_eq!(place(&["code", "msg"], None), Some(AnswerPlace::InData));
        assert_eq!(place(&[], None), Some(AnswerPlace::InData));
        assert_eq!(place(&["msg", "code", "token"], None), Some(AnswerPlace::BesideCode));
    }

    #[test]
    fn a_table_without_code_and_data_leaves_it_open_until_it_is_decided() {
        assert_eq!(place(&["token", "msg"], None), None);
        for decided in [AnswerPlace::InData, AnswerPlace::BesideCode, AnswerPlace::WithoutCode] {
            assert_eq!(place(&["token"], Some(decided)), Some(decided));
        }
    }

    #[test]
    fn a_decision_counts_more_than_the_table() {
        assert_eq!(place(&["code", "data", "extra"], Some(AnswerPlace::BesideCode)), Some(AnswerPlace::BesideCode));
        assert_eq!(place(&["code", "token"], Some(AnswerPlace::InData)), Some(AnswerPlace::InData));
    }
}
