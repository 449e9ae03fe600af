//! A line of a user's code for each public item: it compiles as long as the item is what `api.txt` says.

/// A public item: its path, and what is there.
pub struct Item<'a> {
    pub path: &'a str,
    pub text: &'a str,
}

/// A module, on one line, that uses an item of the crate at `root`; nothing for items that no code can name.
pub fn snippet(Item { path, text }: &Item<'_>, root: &str, number: usize) -> Option<String> {
    if ["blocking", "testing", "tracing"].iter().any(|feature| text.contains(&format!("if feature = \"{feature}\""))) {
        return None;
    }
    let text = text.split(" if feature").next()?.trim_end_matches(" deprecated");
    let segments: Vec<&str> = path.split("::").collect();
    let first_type = segments.iter().position(|name| is_type(name));
    // Everything up to the type, or up to the function or constant itself.
    let module = &segments[..first_type.unwrap_or(segments.len() - 1)];
    let code = code(text, path, &segments, first_type, root)?;
    let scope = [&[root], module].concat().join("::");
    let import = if module.is_empty() { String::new() } else { format!("use crate::{scope}::*; ") };
    Some(format!("mod s{number} {{ use crate::any; use crate::{root}::*; {import}{code} }}"))
}

fn is_type(name: &str) -> bool {
    // Constants are all upper case, types are not.
    name.starts_with(char::is_uppercase) && (name.len() == 1 || name.contains(char::is_lowercase))
}

fn code(text: &str, path: &str, segments: &[&str], first_type: Option<usize>, root: &str) -> Option<String> {
    let whole = format!("crate::{root}::{path}");
    let owner = |end: usize| format!("crate::{root}::{}", segments[..=end].join("::"));
    if text.starts_with("struct") || text.starts_with("enum") || text.starts_with("type ") {
        return Some(format!("pub type U = {whole};"));
    }
    if text == "mod" {
        return Some(format!("pub use {whole} as used;"));
    }
    if let Some(kind) = text.strip_prefix("static: ") {
        return Some(format!("pub fn u() {{ let _: &'static {kind} = &{whole}; }}"));
    }
    if let Some(name) = text.strip_prefix("impl ") {
        let bound = bound(name.split(" {").next()?);
        return Some(format!("fn need<T: {bound}>() {{}} pub fn u() {{ need::<{whole}>() }}"));
    }
    let (name, last_type) = (segments.last()?, first_type?);
    if let Some(payload) = text.strip_prefix("variant") {
        let enumeration = owner(last_type);
        return Some(match payload.strip_prefix('(').and_then(|payload| payload.strip_suffix(')')) {
            Some(kind) => {
                format!("pub fn u(x: &{enumeration}) {{ if let {whole}(value) = x {{ let _: &{kind} = value; }} }}")
            }
            None if payload.is_empty() => format!("pub fn u(x: &{enumeration}) {{ if let {whole} = *x {{}} }}"),
            None => format!("pub fn u(x: &{enumeration}) {{ if let {whole} {{ .. }} = x {{}} }}"),
        });
    }
    if let Some(kind) = text.strip_prefix("field: ") {
        let structure = owner(last_type);
        let is_in_variant = segments.len() - last_type > 2;
        return Some(if is_in_variant {
            let variant = owner(last_type + 1);
            format!(
                "pub fn u(x: &{structure}) {{ if let {variant} {{ {name}: value, .. }} = x {{ let _: &{kind} = value; }} }}"
            )
        } else {
            format!("pub fn u(x: &{structure}) {{ let _: &{kind} = &x.{name}; }}")
        });
    }
    function(text, &whole, &owner(last_type), name)
}

fn bound(name: &str) -> String {
    match name {
        "Debug" => "::core::fmt::Debug".to_owned(),
        "Hash" => "::core::hash::Hash".to_owned(),
        "From<&str>" => "for<'a> From<&'a str>".to_owned(),
        name if name.contains("serde::Deserialize") => "for<'de> feishu_runtime::serde::Deserialize<'de>".to_owned(),
        name => name.to_owned(),
    }
}

fn function(text: &str, whole: &str, owner: &str, name: &str) -> Option<String> {
    let (is_async, text) = text.strip_prefix("async ").map_or((false, text), |text| (true, text));
    let list = text.strip_prefix("fn(")?;
    let (list, result) =
        list.rsplit_once(") -> ").filter(|(list, _)| balanced(list)).unwrap_or((list.trim_end_matches(')'), "()"));
    let mut arguments = split(list);
    let receiver =
        arguments.first().copied().filter(|first| first.trim_start_matches("&mut ").trim_start_matches('&') == "self");
    if receiver.is_some() {
        arguments.remove(0);
    }
    let mut own = Vec::new();
    let kinds = arguments.iter().filter_map(|argument| Some(argument.split_once(": ")?.1));
    let values: Vec<_> = kinds.map(|kind| value(kind, &mut own)).collect();
    let values = values.join(", ").replace("Self", owner);
    let (parameter, call) = match receiver {
        Some(_) => (format!("x: {owner}"), format!("x.{name}({values})")),
        None => (String::new(), format!("{whole}({values})")),
    };
    let call = if is_async { format!("{call}.await") } else { call };
    let result = result.replace("Self", owner);
    // What is opaque has no name.
    let use_it =
        if result.contains("impl ") { format!("let _ = {call};") } else { format!("let _: {result} = {call};") };
    let body = if is_async { format!("let _ = async move {{ {use_it} }};") } else { use_it };
    Some(format!("{}pub fn u({parameter}) {{ {body} }}", own.concat()))
}

/// A value for an argument. What takes anything that converts into a type is given a type of the user's own, which converts
/// into that one only.
fn value(kind: &str, own: &mut Vec<String>) -> String {
    let into = kind.strip_prefix("impl Into<").and_then(|kind| kind.strip_suffix('>'));
    let items = kind.strip_prefix("impl IntoIterator<Item = ").and_then(|kind| kind.strip_suffix('>'));
    match (into, items) {
        (Some(kind), _) => {
            let name = format!("Own{}", own.len());
            own.push(format!(
                "pub struct {name}; impl From<{name}> for {kind} {{ fn from(_: {name}) -> Self {{ todo!() }} }} "
            ));
            name
        }
        (_, Some(item)) => format!("vec![{}]", value(item, own)),
        // What is converted on the way takes the type that is asked for, as long as there is one.
        _ if kind == "i64" => format!("{}.into()", value("impl Into<i64>", own)),
        _ => format!("any::<{kind}>()"),
    }
}

/// The types of a function's arguments; nothing for anything else.
pub fn argument_types(text: &str) -> Option<Vec<&str>> {
    let list = text.trim_start_matches("async ").strip_prefix("fn(")?;
    let list = list.rsplit_once(") -> ").map_or(list.trim_end_matches(')'), |(list, _)| list);
    Some(split(list).into_iter().map(|argument| argument.split_once(": ").map_or(argument, |(_, kind)| kind)).collect())
}

fn balanced(text: &str) -> bool {
    text.matches('(').count() == text.matches(')').count()
}

/// Splits at the commas that stand in no brackets.
fn split(list: &str) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0_i32, 0, Vec::new());
    for (index, letter) in list.char_indices() {
        match letter {
            '(' | '<' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            '>' if !list[..index].ends_with('-') => depth -= 1,
            ',' if depth == 0 => {
                parts.push(list[start..index].trim());
                start = index + 1;
            }
            _ => {}
        }
    }
    parts.push(list[start..].trim());
    parts.retain(|part| !part.is_empty());
    parts
}
