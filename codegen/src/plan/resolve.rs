//! Fields of the spec → types of the generated crate, and the items that these need.

use std::collections::BTreeMap;

use super::check::{self, Check, Checked, Given};
use super::doc::{self, Docs};
use super::history::{self, History};
use super::item::{Enum, EnumValues, EnumVariant, Field, Item, Lenient, Presence, Set, Struct, Usage};
use super::made::Made;
use super::name::{Case, Name, Remedy, Scope, Wanted};
use super::rust_type::{ItemPath, RustType};
use super::shared::SharedTypes;
use super::unique;
use crate::diagnostic::{Asks, Code, Cursor, Diagnostic};
use crate::spec::model::{self, Requirement};
use crate::spec::{Primitive, TypeName};

/// What a struct consists of, and what is said of it as a whole.
#[derive(Clone, Copy)]
pub struct Members<'a> {
    /// The key of the list that its fields stand in.
    pub list: &'static str,
    /// The fields of that list.
    pub fields: &'a [model::Field],
    /// Names of those that are none of its own.
    pub others: &'a [&'a str],
    /// What they require of each other.
    pub requirements: &'a [Requirement],
}

impl<'a> Members<'a> {
    /// All fields that stand inside something.
    #[must_use]
    pub fn inside(fields: &'a [model::Field], requirements: &'a [Requirement]) -> Self {
        Self { list: "fields", fields, others: &[], requirements }
    }
}

/// Turns fields into types, and collects the items that come into being on the way.
pub struct Resolver<'a> {
    /// The types that the version's endpoints share.
    pub shared: &'a SharedTypes<'a>,
    /// How shared types are used, as far as seen.
    pub shared_usage: &'a mut BTreeMap<String, Usage>,
    /// The types of the module at hand.
    pub types: &'a mut Scope,
    /// The items that came into being.
    pub items: Vec<Item>,
    /// The types that came into being, by what they were made of.
    pub made: Made,
    /// What is wrong.
    pub findings: &'a mut Vec<Diagnostic>,
    /// Whether the values are sent or received.
    pub usage: Usage,
    /// The shared type whose fields these are, by its name in the spec, where the module at hand is that of the shared
    /// types.
    pub inside: Option<&'a str>,
    /// The structs that the fields at hand stand in, the outermost first: name in the spec, name in Rust.
    pub enclosing: Vec<(String, Name)>,
}

impl Resolver<'_> {
    /// The type of a field. `owner` is the Rust name of what the field belongs to.
    pub fn field_type(&mut self, field: &model::Field, owner: &str, at: &Cursor<'_>) -> RustType {
        let decisions = at.key("decide");
        let cursor = if field.decide.type_name.is_some() { decisions.key("type") } else { at.key("type") };
        let type_name = TypeName::parse(field.effective_type());
        self.check_without_effect(field, &type_name, at);
        if let Some(unit) = field.decide.timestamp {
            return self.timestamp(&type_name, unit, &cursor);
        }
        if let Some(shared) = &field.decide.json {
            return self.json_text(&type_name, shared, &decisions.key("json"));
        }
        self.rust_type(&type_name, field, owner, at, &cursor)
    }

    fn rust_type(
        &mut self,
        type_name: &TypeName,
        field: &model::Field,
        owner: &str,
        at: &Cursor<'_>,
        cursor: &Cursor<'_>,
    ) -> RustType {
        match type_name {
            TypeName::List(element) => RustType::List(Box::new(self.rust_type(element, field, owner, at, cursor))),
            TypeName::Map(value) => RustType::Map(Box::new(self.rust_type(value, field, owner, at, cursor))),
            TypeName::Any => RustType::Json,
            TypeName::Primitive(primitive) => self.primitive(*primitive, field, at),
            TypeName::Object if field.fields.is_empty() => RustType::Json,
            TypeName::Object => {
                let name = format!("{owner} {}", field.name);
                self.inline_struct(field, &name, at)
            }
            TypeName::Named(name) if !field.fields.is_empty() => self.inline_struct(field, name, at),
            TypeName::Named(name) => match self.enclosing(name) {
                Some(path) => RustType::Item(path),
                None => self.shared_type(name, cursor),
            },
        }
    }

    fn primitive(&mut self, primitive: Primitive, field: &model::Field, at: &Cursor<'_>) -> RustType {
        match primitive {
            Primitive::String if !field.values.is_empty() => {
                self.inline_enum(field, at, EnumValues::Texts, |value| Some(value.to_owned()))
            }
            Primitive::Integer if !field.values.is_empty() => {
                self.inline_enum(field, at, EnumValues::Integers, |value| value.parse().ok())
            }
            Primitive::String => RustType::String,
            Primitive::Integer => RustType::Integer,
            // The values of a flag say nothing that the type does not; they stand in the documentation.
            Primitive::Float => RustType::Float,
            Primitive::Boolean => RustType::Boolean,
        }
    }

    /// What the spec says of a field and what would reach nothing.
    fn check_without_effect(&mut self, field: &model::Field, type_name: &TypeName, at: &Cursor<'_>) {
        let inner = type_name.innermost();
        let is_primitive = matches!(inner, TypeName::Primitive(_) | TypeName::Any);
        let decide = at.key("decide");
        let is_struct = !field.fields.is_empty() && !is_primitive;
        let is_enum = !field.values.is_empty() && is_primitive;
        let mut complain = |place, what: &str, why: &str, help: Option<&str>, asks: Option<Asks>| {
            let diagnostic =
                Diagnostic::new(Code::InvalidValue, place, format!("{what} of `{}` would reach nothing", field.name));
            let mut diagnostic = diagnostic.note(why);
            diagnostic.asks = asks;
            self.findings.push(match help {
                Some(help) => diagnostic.help(help),
                None => diagnostic,
            });
        };
        if is_primitive && !field.fields.is_empty() {
            let why = format!("`{inner}` is a type without fields");
            let help = "if it is the name of an object here, say `decide: {type: '-'}` (`-[]` for a list)";
            complain(at.key("fields").name(), "the fields", &why, Some(help), Some(Asks::Type));
        }
        if !is_primitive && !field.values.is_empty() {
            complain(at.key("values").name(), "the values", "an object has no listed values", None, Some(Asks::Type));
        }
        if field.decide.rust_type.is_some() && !is_struct && !is_enum && field.decide.content.is_none() {
            complain(decide.key("rust_type").name(), "`rust_type`", "no type of its own is made for it", None, None);
        }
        if !field.decide.rust_type_renamed_from.is_empty() && !is_struct && !is_enum {
            let place = decide.key("rust_type_renamed_from").name();
            complain(place, "`rust_type_renamed_from`", "no type of its own is made for it", None, None);
        }
        if field.decide.item.is_some() && !is_struct && !is_enum {
            complain(decide.key("item").name(), "`item`", "no type of its own is made for it", None, None);
        }
        for (index, scope) in field.field_scopes.iter().enumerate() {
            let known =
                |when: &&String| field.values.is_empty() || field.values.iter().any(|value| value.value == **when);
            if let Some(when) = scope.when.as_ref().filter(|when| !known(when)) {
                let list = at.key("field_scopes");
                let place = list.index(index).key("when").value();
                let diagnostic =
                    Diagnostic::new(Code::UnknownValue, place, format!("`{}` has no value `{when}`", field.name))
                        .suggest(when, field.values.iter().map(|value| value.value.as_str()));
                self.findings.push(diagnostic);
            }
        }
    }

    fn timestamp(&mut self, type_name: &TypeName, unit: model::TimeUnit, cursor: &Cursor<'_>) -> RustType {
        if *type_name != TypeName::Primitive(Primitive::Integer) {
            let message = format!("a timestamp is an integer, and `{type_name}` is none");
            self.findings.push(Diagnostic::new(Code::InvalidValue, cursor.value(), message));
        }
        match unit {
            model::TimeUnit::Seconds => RustType::UnixSeconds,
            model::TimeUnit::Milliseconds => RustType::UnixMillis,
        }
    }

    fn json_text(&mut self, type_name: &TypeName, shared: &str, cursor: &Cursor<'_>) -> RustType {
        if *type_name != TypeName::Primitive(Primitive::String) {
            let message = format!("JSON text is a string, and `{type_name}` is none");
            self.findings.push(Diagnostic::new(Code::InvalidValue, cursor.value(), message));
        }
        let document = match TypeName::parse(shared) {
            TypeName::Any => RustType::Json,
            _ => self.shared_type(shared, cursor),
        };
        RustType::JsonText(Box::new(document))
    }

    /// A struct that the field stands in: a page prints the fields of a recursive type once only.
    fn enclosing(&self, name: &str) -> Option<ItemPath> {
        let found = self.enclosing.iter().rev().find(|(known, _)| known == name);
        found.map(|(_, name)| ItemPath::local(name.clone()))
    }

    /// Whether a value of this type holds a value of a struct that it stands in.
    fn is_recursive(&self, type_name: &TypeName) -> bool {
        let TypeName::Named(name) = type_name else { return false };
        let encloses = self.enclosing.iter().any(|(known, _)| known == name);
        encloses || self.inside.is_some_and(|inside| self.shared.holds(name, inside))
    }

    /// A shared type by its name in the spec.
    pub fn shared_type(&mut self, name: &str, cursor: &Cursor<'_>) -> RustType {
        let Some(path) = self.shared.path(name) else {
            let diagnostic = Diagnostic::new(Code::UnknownType, cursor.value(), format!("there is no type `{name}`"))
                .asks(Asks::Type)
                .note(if name == "file" {
                    "a file can be sent as a part of a `multipart` body; elsewhere this is the name of an object"
                } else {
                    "a type is built in, has `fields` of its own here, or stands in the version's `types.yaml`"
                })
                .suggest(name, self.shared.names().chain(["string", "int", "boolean", "number(float)", "any"]));
            self.findings.push(diagnostic);
            return RustType::Json;
        };
        let usage = self.shared_usage.entry(name.to_owned()).or_default();
        *usage = usage.with(self.usage);
        RustType::Item(if self.inside.is_some() { ItemPath::local(path.name) } else { path })
    }

    fn inline_enum<V>(
        &mut self,
        field: &model::Field,
        at: &Cursor<'_>,
        values: impl FnOnce(Vec<EnumVariant<V>>) -> EnumValues,
        parse: impl Fn(&str) -> Option<V>,
    ) -> RustType {
        let text = field.decide.rust_type.as_deref().unwrap_or(&field.name);
        if let Some(name) = self.made.find(text, self.usage, field) {
            return RustType::Enum(ItemPath::local(name));
        }
        let name = self.claim_type(text, format!("the enum of `{}`", field.name), at);
        self.made.remember(text, self.usage, field, &name);
        let mut names = Scope::new(format!("the enum `{name}`"));
        let unknown = names.own("Unknown", "the variant for values that the page does not list");
        let list = at.key("values");
        let wire_values = field.values.iter().map(|value| value.value.as_str());
        unique::check(wire_values, &list, "value", "value", self.findings);
        let mut variants = Vec::new();
        for (index, value) in field.values.iter().enumerate() {
            let here = list.index(index);
            let variant = names.claim(&value_name(value, &here), self.findings);
            let history = self.value_history(value, &field.values, &mut names, &here);
            match parse(&value.value) {
                Some(wire) => {
                    variants.push(EnumVariant { name: variant, value: wire, history, docs: value_docs(value) });
                }
                None => {
                    let message = format!("`{}` is no value of the type `{}`", value.value, field.effective_type());
                    let diagnostic = Diagnostic::new(Code::InvalidValue, here.key("value").value(), message);
                    self.findings.push(diagnostic.asks(Asks::Type));
                }
            }
        }
        let docs = item_docs(field, "Values of");
        let history = self.type_history(field, at);
        let item = Enum { name: name.clone(), history, docs, usage: self.usage, values: values(variants), unknown };
        self.items.push(Item::Enum(item));
        RustType::Enum(ItemPath::local(name))
    }

    fn inline_struct(&mut self, field: &model::Field, name: &str, at: &Cursor<'_>) -> RustType {
        let text = field.decide.rust_type.as_deref().unwrap_or(name);
        if let Some(name) = self.made.find(text, self.usage, field) {
            return RustType::Item(ItemPath::local(name));
        }
        let name = self.claim_type(text, format!("the type of `{}`", field.name), at);
        self.made.remember(text, self.usage, field, &name);
        // The place in the list comes before the fields' own items, as a reader expects it.
        let position = self.items.len();
        self.enclosing.push((TypeName::parse(&field.type_name).innermost().to_string(), name.clone()));
        let members = Members::inside(&field.fields, &field.decide.requirements);
        let mut item = self.structure(name.clone(), item_docs(field, "Part of"), members, at);
        item.history = self.type_history(field, at);
        self.enclosing.pop();
        self.items.insert(position, Item::Struct(item));
        RustType::Item(ItemPath::local(name))
    }

    /// A struct of these fields.
    pub fn structure(&mut self, name: Name, docs: Docs, members: Members<'_>, at: &Cursor<'_>) -> Struct {
        let Members { list, fields, others, requirements } = members;
        let list = at.key(list);
        let mut names =
            Scope::new(format!("the struct `{name}`")).reserving(["new", "clone"], "a method of every such type");
        unique::check(fields.iter().map(|field| field.name.as_str()), &list, "name", "field", self.findings);
        let mut planned = Vec::new();
        let mut checks = Vec::new();
        let is_own = |field: &model::Field| !others.contains(&field.name.as_str());
        for (index, field) in fields.iter().enumerate().filter(|(_, field)| is_own(field)) {
            planned.push(self.field(field, (name.as_str(), fields), &mut names, &mut checks, &list.index(index)));
        }
        let has_default = planned.iter().all(|field| field.set != Set::Constructor);
        let own: Vec<_> = fields.iter().filter(|field| is_own(field)).collect();
        checks.extend(self.requirements(&name, (&own, &planned), requirements, at));
        let mut docs = docs;
        docs.block(doc::requirements(requirements));
        let history = History::default();
        Struct { name, history, docs, usage: self.usage, fields: planned, has_default, checks }
    }

    /// The checks of what the fields of a struct require of each other.
    fn requirements(
        &mut self,
        name: &Name,
        (fields, planned): (&[&model::Field], &[Field]),
        requirements: &[Requirement],
        at: &Cursor<'_>,
    ) -> Vec<Check> {
        let decide = at.key("decide");
        if !requirements.is_empty() && !self.usage.sent {
            let message = format!("the requirements of `{name}` would reach nothing");
            let diagnostic = Diagnostic::new(Code::InvalidValue, decide.key("requirements").name(), message)
                .note("it is never sent, and answers are not checked");
            self.findings.push(diagnostic);
            return Vec::new();
        }
        let given = fields.iter().copied().zip(planned).map(|(field, planned)| Given {
            field,
            name: planned.name.clone(),
            rust_type: planned.rust_type.clone(),
            presence: planned.presence,
        });
        let given: Vec<_> = given.collect();
        check::requirements(requirements, &given, &format!("`{name}`"), &decide.key("requirements"), self.findings)
    }

    fn field(
        &mut self,
        field: &model::Field,
        (owner, siblings): (&str, &[model::Field]),
        names: &mut Scope,
        checks: &mut Vec<Check>,
        at: &Cursor<'_>,
    ) -> Field {
        let name = names.claim(&field_name(field, at), self.findings);
        let rust_type = self.field_type(field, owner, at);
        let is_list = matches!(rust_type, RustType::List(_));
        let boxed = field.fields.is_empty() && self.is_recursive(&TypeName::parse(field.effective_type()));
        if field.decide.adder.is_some() && !is_list {
            let message = format!("`{}` has an adder but is no list", field.name);
            let place = at.key("decide").key("adder").name();
            self.findings.push(Diagnostic::new(Code::InvalidValue, place, message));
        }
        let set = match &field.decide.adder {
            Some(adder) if is_list => {
                let decide = at.key("decide");
                Set::Adder(names.claim(
                    &Wanted {
                        text: adder,
                        case: Case::Snake,
                        what: format!("the method that adds to `{}`", field.name),
                        place: decide.key("adder").value(),
                        remedy: Remedy::Decision("decide.adder"),
                    },
                    self.findings,
                ))
            }
            _ if field.required == Some(true) || field.decide.positional => Set::Constructor,
            _ => Set::Setter,
        };
        let presence = match (&set, self.usage.received, field.required) {
            (Set::Adder(_), _, Some(true)) => Presence::EmptyList,
            (_, true, Some(true)) if is_list => Presence::EmptyList,
            (Set::Adder(_), ..) => Presence::OptionalList,
            (_, true, _) if is_list => Presence::OptionalList,
            (_, false, Some(true)) => Presence::Required,
            _ => Presence::Optional,
        };
        if boxed && presence == Presence::Required {
            let message = format!("a value of `{}` could never end", field.name);
            let diagnostic = Diagnostic::new(Code::InvalidValue, at.key("type").value(), message)
                .label("this holds what it stands in")
                .note("each value would hold another one, and none could ever be built")
                .help("make it optional, or a list");
            self.findings.push(diagnostic);
        }
        let measure = check::bounds(field, &rust_type, at, self.findings);
        if let Some(measure) = measure.filter(|_| self.usage.sent) {
            let checked = Checked { name: name.clone(), wire_name: field.name.clone(), presence };
            checks.push(Check::Bounds(checked, measure));
        }
        let rust_type = if boxed { RustType::Boxed(Box::new(rust_type)) } else { rust_type };
        Field {
            history: self.field_history(field, siblings, names, at),
            wire_name: (name.as_str() != field.name).then(|| field.name.clone()),
            docs: doc::field(field),
            lenient: lenient(&rust_type, presence),
            rust_type,
            presence,
            set,
            example: field.example.clone(),
            name,
        }
    }

    /// What was once otherwise about a field or a parameter.
    pub fn field_history(
        &mut self,
        field: &model::Field,
        siblings: &[model::Field],
        names: &mut Scope,
        at: &Cursor<'_>,
    ) -> History {
        let decide = at.key("decide");
        let what = format!("the field `{}`", field.name);
        let others = siblings.iter().map(|sibling| sibling.name.as_str()).filter(|name| *name != field.name);
        let model::FieldDecisions { renamed_from, deprecated, .. } = &*field.decide;
        let here = decide.key("renamed_from");
        History {
            former: history::former(renamed_from, Case::Snake, &what, names, &here, self.findings),
            deprecated: history::deprecated(deprecated.as_ref(), others, &decide.key("deprecated"), self.findings),
        }
    }

    /// What was once otherwise about a listed value.
    pub fn value_history(
        &mut self,
        value: &model::EnumValue,
        siblings: &[model::EnumValue],
        names: &mut Scope,
        at: &Cursor<'_>,
    ) -> History {
        let decide = at.key("decide");
        let what = format!("the value `{}`", value.value);
        let others = siblings.iter().map(|sibling| sibling.value.as_str()).filter(|text| *text != value.value);
        let model::ValueDecisions { renamed_from, deprecated, .. } = &*value.decide;
        let here = decide.key("renamed_from");
        History {
            former: history::former(renamed_from, Case::Camel, &what, names, &here, self.findings),
            deprecated: history::deprecated(deprecated.as_ref(), others, &decide.key("deprecated"), self.findings),
        }
    }

    /// What was once otherwise about the type that is made for a field.
    fn type_history(&mut self, field: &model::Field, at: &Cursor<'_>) -> History {
        let decide = at.key("decide");
        let what = format!("the type of `{}`", field.name);
        let here = decide.key("rust_type_renamed_from");
        let names = &field.decide.rust_type_renamed_from;
        let former = history::former(names, Case::Camel, &what, self.types, &here, self.findings);
        History { former, deprecated: None }
    }

    /// A type name of the module at hand.
    pub fn claim_type(&mut self, text: &str, what: String, at: &Cursor<'_>) -> Name {
        let wanted = Wanted {
            text,
            case: Case::Camel,
            what,
            place: at.key("name").value(),
            remedy: Remedy::Decision("decide.rust_type"),
        };
        self.types.claim(&wanted, self.findings)
    }
}

/// What a field is to be called.
pub fn field_name<'a>(field: &'a model::Field, at: &Cursor<'_>) -> Wanted<'a> {
    Wanted {
        text: field.decide.name.as_deref().unwrap_or(&field.name),
        case: Case::Snake,
        what: format!("the field `{}`", field.name),
        place: at.key("name").value(),
        remedy: Remedy::Decision("decide.name"),
    }
}

fn lenient(rust_type: &RustType, presence: Presence) -> Option<Lenient> {
    match (presence, rust_type) {
        (Presence::EmptyList | Presence::OptionalList, _) => Some(Lenient::List),
        (Presence::Optional, RustType::Integer) => Some(Lenient::Integer),
        (Presence::Optional, RustType::UnixSeconds | RustType::UnixMillis) => Some(Lenient::Timestamp),
        (Presence::Optional, RustType::Float) => Some(Lenient::Float),
        _ => None,
    }
}

/// What a listed value is to be called.
fn value_name<'a>(value: &'a model::EnumValue, at: &Cursor<'_>) -> Wanted<'a> {
    Wanted {
        text: value.decide.name.as_deref().unwrap_or(&value.value),
        case: Case::Camel,
        what: format!("the value `{}`", value.value),
        place: at.key("value").value(),
        remedy: Remedy::Decision("decide.name"),
    }
}

/// Documentation of a listed value.
pub fn value_docs(value: &model::EnumValue) -> Docs {
    let mut docs = value.decide.summary.as_deref().map_or_else(Docs::default, Docs::prose);
    let more = doc::address::see(&value.see).map(|pages| format!("; {pages}")).unwrap_or_default();
    docs.paragraph(format!("On the wire: {}{more}.", doc::code(&value.value)));
    docs
}

fn item_docs(field: &model::Field, relation: &str) -> Docs {
    match (&field.decide.item, &field.decide.summary) {
        (Some(item), _) => Docs::prose(item),
        (None, Some(summary)) => Docs::prose(summary),
        (None, None) => Docs::markdown(format!("{relation} {}.", doc::code(&field.name))),
    }
}
