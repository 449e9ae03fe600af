//! How a public item is used, as a line of a user's code.

/// A line of code that uses an item, by its path and what `api.txt` says of it; nothing for items that nobody calls.
#[must_use]
pub fn site(path: &str, text: &str) -> Option<String> {
    let (owner, name) = path.rsplit_once("::")?;
    let text = text.trim_start_matches("async ");
    if let Some(kind) = text.strip_prefix("field: ") {
        let kind = kind.split(" if ").next()?;
        return Some(format!("let {name}: {kind} = {}.{name};", variable(owner)));
    }
    if text.starts_with("variant") {
        let payload = if text.starts_with("variant(") { "(_)" } else { "" };
        return Some(format!("{}::{name}{payload} => …", last(owner)));
    }
    let list = text.strip_prefix("fn(")?;
    let list = &list[..list.rfind(") -> ").or_else(|| list.rfind(')'))?];
    let mut arguments = arguments(list);
    let receiver = arguments.first().map(|first| *first == "self" || *first == "&self" || *first == "&mut self");
    if receiver != Some(true) {
        // A function of a type, or a free one.
        let is_type = last(owner).starts_with(char::is_uppercase);
        let function = if is_type { format!("{}::{name}", last(owner)) } else { name.to_owned() };
        return Some(format!("{function}({})", arguments.join(", ")));
    }
    arguments.remove(0);
    let arguments = arguments.join(", ");
    if last(owner).ends_with("Resource") {
        let modules: Vec<_> = owner.split("::").collect();
        let way =
            modules[..modules.len() - 1].iter().fold(String::from("client"), |way, module| way + "." + module + "()");
        return Some(format!("{way}.{name}({arguments})"));
    }
    Some(format!("{}.{name}({arguments})", variable(owner)))
}

fn last(path: &str) -> &str {
    path.rsplit("::").next().unwrap_or(path)
}

/// A variable that holds a value of a type.
fn variable(path: &str) -> String {
    heck::ToSnakeCase::to_snake_case(last(path))
}

/// The names of arguments.
fn arguments(list: &str) -> Vec<&str> {
    let (mut depth, mut names, mut start) = (0_i32, Vec::new(), 0);
    for (index, letter) in list.char_indices().chain([(list.len(), ',')]) {
        match letter {
            '(' | '<' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            // The arrow of a result is no bracket.
            '>' if !list[..index].ends_with('-') => depth -= 1,
            ',' if depth == 0 => {
                names.extend(list[start..index].trim().split(": ").next().filter(|name| !name.is_empty()));
                start = index + 1;
            }
            _ => {}
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_become_lines_of_code() {
        let list = "fn(&self, ticket_id: impl Into<String>, lang: Map<A, B>) -> List";
        for (path, text, code) in [
            ("a::v1::b::BResource::list", list, "client.a().v1().b().list(ticket_id, lang)"),
            ("a::List::page", "fn(self, page: i64) -> Self", "list.page(page)"),
            ("a::types::Body::new", "fn(title: impl Into<String>) -> Self", "Body::new(title)"),
            ("a::types::text", "fn(text: impl Into<String>) -> Element", "text(text)"),
            ("a::Kind::Old", "variant", "Kind::Old => …"),
            ("a::Thing::size", "field: Option<i64>", "let size: Option<i64> = thing.size;"),
        ] {
            assert_eq!(site(path, text).as_deref(), Some(code));
        }
        assert_eq!(site("a::B", "struct non_exhaustive"), None);
    }
}
