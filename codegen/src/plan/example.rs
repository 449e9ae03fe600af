//! Examples that compile: one call per endpoint, made of the page's own example values.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use serde_json::Value;

use super::endpoint::{Endpoint, Pagination, Parameter};
use super::item::{Argument, Enum, EnumValues, EnumVariant, Item, Payload, Set, Struct};
use super::module::Project;
use super::name::Name;
use super::rust_type::{ItemPath, RustType};

/// How deep an example goes into lists of types that hold types.
const MAX_DEPTH: usize = 4;

/// Gives every endpoint its example. Only for a spec without findings: in others, types may need themselves for ever.
pub fn fill(projects: &mut [Project], package: &str) {
    let library = package.replace('-', "_");
    for project in projects {
        for version in &mut project.versions {
            let shared = version.types.as_ref().map_or(&[][..], |types| &types.items);
            for resource in &mut version.resources {
                let path = [&project.module, &version.module, &resource.module];
                for endpoint in &mut resource.endpoints {
                    endpoint.example = example(endpoint, shared, &library, path);
                }
            }
        }
    }
}

fn example(endpoint: &Endpoint, shared: &[Item], library: &str, path: [&Name; 3]) -> Vec<String> {
    let module = format!("{library}::{}", path.map(ToString::to_string).join("::"));
    let mut writer = Writer { endpoint, shared, library, module, imports: BTreeMap::new() };
    let call = writer.call(path);
    let imports = writer.imports.into_iter().map(|(module, names)| import(&module, names)).collect();
    lines(imports, call, endpoint, library)
}

fn lines(imports: Vec<String>, call: Vec<String>, endpoint: &Endpoint, library: &str) -> Vec<String> {
    let mut lines = imports;
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines.push(format!("# async fn example(client: {library}::Client) -> Result<(), Box<dyn std::error::Error>> {{"));
    let last = call.len().saturating_sub(1);
    let mut binding = if endpoint.pagination.is_some() { "let mut items = " } else { "let answer = " };
    for (index, line) in call.into_iter().enumerate() {
        let indent = if index == 0 { "" } else { "    " };
        let end = if index == last && endpoint.pagination.is_some() { ";" } else { "" };
        lines.push(format!("{indent}{binding}{line}{end}"));
        binding = "";
    }
    if endpoint.pagination.is_some() {
        lines.extend(
            ["while let Some(item) = items.next().await {", "    println!(\"{:?}\", item?);", "}"].map(str::to_owned),
        );
    } else {
        lines.extend(["    .send()", "    .await?;", "println!(\"{answer:?}\");"].map(str::to_owned));
    }
    lines.extend(["# Ok(())", "# }"].map(str::to_owned));
    lines
}

fn import(module: &str, names: BTreeSet<String>) -> String {
    let names: Vec<_> = names.into_iter().collect();
    match names.as_slice() {
        [name] => format!("use {module}::{name};"),
        names => format!("use {module}::{{{}}};", names.join(", ")),
    }
}

struct Writer<'a> {
    endpoint: &'a Endpoint,
    shared: &'a [Item],
    library: &'a str,
    module: String,
    imports: BTreeMap<String, BTreeSet<String>>,
}

impl Writer<'_> {
    fn call(&mut self, path: [&Name; 3]) -> Vec<String> {
        let mut lines = vec!["client".to_owned()];
        lines.extend(path.map(|name| format!(".{name}()")));
        let parameters = &self.endpoint.request.parameters;
        let required: Vec<_> = parameters.iter().filter(|parameter| parameter.required).collect();
        let arguments: Vec<_> = required.into_iter().map(|parameter| self.parameter(parameter)).collect();
        lines.push(format!(".{}({})", self.endpoint.method, arguments.join(", ")));
        // The page number is the stream's own business.
        let paged = self.endpoint.pagination.as_ref().map(Pagination::position);
        for parameter in parameters.iter().filter(|parameter| !parameter.required && paged != Some(&parameter.name)) {
            if parameter.example.is_some() || matches!(parameter.rust_type, RustType::List(_)) {
                let value = self.parameter(parameter);
                lines.push(format!(".{}({value})", parameter.name));
            }
        }
        if paged.is_some() {
            lines.push(".stream()".to_owned());
        }
        lines
    }

    fn parameter(&mut self, parameter: &Parameter) -> String {
        self.value(&parameter.rust_type, parameter.example.as_ref(), 0)
    }

    fn value(&mut self, rust_type: &RustType, example: Option<&Value>, depth: usize) -> String {
        match rust_type {
            RustType::String | RustType::JsonText(_) => {
                format!("{:?}", example.and_then(Value::as_str).unwrap_or("…"))
            }
            RustType::Integer | RustType::UnixSeconds | RustType::UnixMillis => {
                number::<i64>(example).unwrap_or(1).to_string()
            }
            RustType::Float => {
                format!("{:?}", number(example).filter(|number: &f64| number.is_finite()).unwrap_or(0.5))
            }
            RustType::Boolean => example.and_then(Value::as_bool).unwrap_or(true).to_string(),
            RustType::Json => format!("{}::json!({{}})", self.library),
            RustType::File => format!("{}::Upload::new(\"name.txt\", \"what it holds\")", self.library),
            RustType::List(element) if depth < MAX_DEPTH => format!("[{}]", self.value(element, None, depth + 1)),
            RustType::List(_) => "[]".to_owned(),
            RustType::Map(_) => "Default::default()".to_owned(),
            RustType::Boxed(inner) => self.value(inner, example, depth + 1),
            RustType::Enum(path) | RustType::Item(path) => self.item(path, example, depth + 1),
        }
    }

    fn item(&mut self, path: &ItemPath, example: Option<&Value>, depth: usize) -> String {
        let Some(item) = self.find(path).cloned() else { return "Default::default()".to_owned() };
        self.import(path);
        match item {
            Item::Struct(item) => self.structure(&item, depth),
            Item::Enum(item) => enum_value(&item, example),
            Item::Union(item) => match item.variants.first() {
                Some(variant) => {
                    let inner = self.item(&variant.payload, None, depth + 1);
                    format!("{}::{}({inner})", item.name, variant.name)
                }
                None => format!("{}::{}({}::json!({{}}))", item.name, item.other, self.library),
            },
            Item::Localized(item) => {
                let arguments = self.arguments(&item.arguments, depth);
                let start = item.languages.first().map_or_else(
                    || {
                        format!(
                            "{}::in_language(\"en_us\"{}{arguments})",
                            item.name,
                            if arguments.is_empty() { "" } else { ", " }
                        )
                    },
                    |language| format!("{}::{}({arguments})", item.name, language.name),
                );
                item.adders.iter().fold(start, |text, adder| {
                    format!("{text}.{}({})", adder.name, self.value(&adder.element, None, depth + 1))
                })
            }
            Item::Contents(item) => match item.kinds.first() {
                Some(kind) => {
                    let arguments = match &kind.payload {
                        Payload::Json => format!("{}::json!({{}})", self.library),
                        Payload::Struct { arguments, .. } => self.arguments(arguments, depth),
                    };
                    format!("{}::{}({arguments})", item.name, kind.constructor)
                }
                None => format!("{}::raw(\"text\", \"{{}}\")", item.name),
            },
        }
    }

    fn structure(&mut self, item: &Struct, depth: usize) -> String {
        let arguments: Vec<_> = item
            .fields
            .iter()
            .filter(|field| field.set == Set::Constructor)
            .map(|field| self.value(&field.rust_type, field.example.as_ref(), depth))
            .collect();
        let start = format!("{}::new({})", item.name, arguments.join(", "));
        let shown = item.fields.iter().filter(|field| field.set == Set::Setter && field.example.is_some());
        shown.fold(start, |text, field| {
            format!("{text}.{}({})", field.name, self.value(&field.rust_type, field.example.as_ref(), depth))
        })
    }

    fn arguments(&mut self, arguments: &[Argument], depth: usize) -> String {
        let values: Vec<_> = arguments
            .iter()
            .map(|argument| self.value(&argument.rust_type, argument.example.as_ref(), depth))
            .collect();
        values.join(", ")
    }

    fn find(&self, path: &ItemPath) -> Option<&Item> {
        let local = self.endpoint.items.iter().find(|item| item.name() == &path.name && path.module.is_empty());
        local.or_else(|| self.shared.iter().find(|item| item.name() == &path.name))
    }

    fn import(&mut self, path: &ItemPath) {
        let is_local = self.endpoint.items.iter().any(|item| item.name() == &path.name);
        let module = if is_local {
            self.module.clone()
        } else if path.module.is_empty() {
            // Named from within the shared types, without the way there.
            let version = self.module.rsplit_once("::").map_or(self.module.as_str(), |(version, _)| version);
            format!("{version}::types")
        } else {
            let names: Vec<_> = path.module.iter().map(ToString::to_string).collect();
            format!("{}::{}", self.library, names.join("::"))
        };
        self.imports.entry(module).or_default().insert(path.name.to_string());
    }
}

/// The number that an example is, or that it holds as a text.
fn number<N: FromStr>(example: Option<&Value>) -> Option<N> {
    match example? {
        Value::Number(number) => number.to_string().parse().ok(),
        Value::String(text) => text.parse().ok(),
        _ => None,
    }
}

fn enum_value(item: &Enum, example: Option<&Value>) -> String {
    fn pick<V>(variants: &[EnumVariant<V>], is_example: impl Fn(&V) -> bool) -> Option<&Name> {
        let example = variants.iter().find(|variant| is_example(&variant.value));
        example.or(variants.first()).map(|variant| &variant.name)
    }
    let (variant, nothing) = match &item.values {
        EnumValues::Texts(variants) => {
            (pick(variants, |value| example.and_then(Value::as_str) == Some(value)), "String::new()")
        }
        EnumValues::Integers(variants) => {
            (pick(variants, |value| example.and_then(Value::as_i64) == Some(*value)), "0")
        }
    };
    match variant {
        Some(variant) => format!("{}::{variant}", item.name),
        None => format!("{}::{}({nothing})", item.name, item.unknown),
    }
}
