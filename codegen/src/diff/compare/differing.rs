//! The keys in which two values of one type differ.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

/// The keys in which two values of one type differ, until somebody takes them.
///
/// The keys come from the spec language itself, by way of its serialised form. A rule takes the keys that it covers; what
/// nobody took at the end is a difference that no rule covers, even when the key came into the language only yesterday.
pub struct Differing(BTreeMap<String, Difference>);

/// What a key says on each side; nothing where it is not there.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    pub old: Option<String>,
    pub new: Option<String>,
}

impl Differing {
    /// Compares two values that are mappings.
    pub fn between<T: Serialize + PartialEq>(old: &T, new: &T) -> Self {
        if old == new {
            return Self(BTreeMap::new());
        }
        let (mut old, mut new) = (entries(old), entries(new));
        old.retain(|key, value| {
            let same = new.get(key) == Some(value);
            if same {
                new.remove(key);
            }
            !same
        });
        let keys: Vec<String> = old.keys().chain(new.keys()).cloned().collect();
        let difference = |key: &String| Difference { old: old.get(key).map(text), new: new.get(key).map(text) };
        Self(keys.iter().map(|key| (key.clone(), difference(key))).collect())
    }

    /// Takes a key; nothing when both sides say the same.
    pub fn take(&mut self, key: &str) -> Option<Difference> {
        self.0.remove(key)
    }

    /// Takes keys whose difference is told elsewhere.
    pub fn cover(&mut self, keys: &[&str]) {
        for key in keys {
            self.0.remove(*key);
        }
    }

    /// What nobody took.
    pub fn rest(self) -> impl Iterator<Item = (String, Difference)> {
        self.0.into_iter()
    }
}

fn entries<T: Serialize>(value: &T) -> BTreeMap<String, Value> {
    match serde_json::to_value(value) {
        Ok(Value::Object(entries)) => entries.into_iter().collect(),
        // Nothing in the language is anything else; should it ever be, the difference must not get lost.
        other => BTreeMap::from([("value".to_owned(), other.unwrap_or_default())]),
    }
}

/// A value as a reader expects it: texts as they are, anything else as JSON.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(elements) if elements.iter().all(Value::is_string) => {
            elements.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize, PartialEq)]
    struct Thing {
        name: &'static str,
        size: i64,
        #[serde(skip_serializing_if = "Option::is_none")]
        colour: Option<&'static str>,
    }

    #[test]
    fn only_keys_that_differ_are_there_until_they_are_taken() {
        let old = Thing { name: "a", size: 1, colour: None };
        let new = Thing { name: "a", size: 2, colour: Some("red") };
        let mut keys = Differing::between(&old, &new);
        assert_eq!(keys.take("name"), None);
        assert_eq!(keys.take("size"), Some(Difference { old: Some("1".into()), new: Some("2".into()) }));
        let rest: Vec<_> = keys.rest().collect();
        assert_eq!(rest, [("colour".into(), Difference { old: None, new: Some("red".into()) })]);
    }
}
