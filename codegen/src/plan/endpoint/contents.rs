//! A content and the field that names its kind → one typed value.

use super::{ContentEncoding, EncodingSetter};
use crate::diagnostic::{Code, Cursor, Diagnostic};
use crate::plan::doc::{self, Docs};
use crate::plan::history::{self, History};
use crate::plan::item::{Contents, Item, Kind, Payload};
use crate::plan::name::{Case, Name, Remedy, Scope, Wanted};
use crate::plan::resolve::{Resolver, value_docs};
use crate::plan::rust_type::RustType;
use crate::plan::{shared, unique};
use crate::spec::model::{self, ContentDecision, Encoding, Field};

/// A planned content: which body fields it covers, and how.
pub struct Content {
    /// The body field with the content.
    pub field: usize,
    /// The body field with the kind.
    pub tag_field: usize,
    /// The enum.
    pub item: Name,
    /// The private type that serialises the content alone.
    pub encoder: Name,
    /// The method that tells the kind.
    pub tag: Name,
    /// Documentation of the argument.
    pub docs: Docs,
    /// The encodings, the default first.
    pub encodings: Vec<Encoding>,
}

impl Content {
    /// How the content is sent, and the method that chooses where there is a choice.
    pub fn encoding(
        &self,
        field: &Field,
        names: &mut Scope,
        at: &Cursor<'_>,
        resolver: &mut Resolver<'_>,
    ) -> (ContentEncoding, Option<EncodingSetter>) {
        let default = self.encodings.first().copied().unwrap_or(Encoding::String);
        if self.encodings.len() < 2 {
            return (ContentEncoding::Fixed(default), None);
        }
        let text = format!("{}_encoding", field.name);
        let wanted = Wanted {
            text: &text,
            case: Case::Snake,
            what: format!("the method that says how `{}` is encoded", field.name),
            place: at.key("name").value(),
            remedy: Remedy::Decision("decide.name"),
        };
        let name = names.claim(&wanted, resolver.findings);
        let by_default = match default {
            Encoding::String => "a string that holds JSON",
            Encoding::Object => "the JSON itself",
        };
        let mut docs =
            Docs::markdown(format!("Sends `{}` in another way than by default, as {by_default}.", field.name));
        docs.paragraph("What was given as raw is sent as it was given, whatever is said here.");
        (ContentEncoding::Chosen(name.clone()), Some(EncodingSetter { name, docs, default }))
    }
}

/// Plans the content of a body, if it has one.
pub fn plan(spec: &model::Endpoint, resolver: &mut Resolver<'_>, at: &Cursor<'_>) -> Option<Content> {
    let body = at.key("body");
    let mut found =
        spec.body.iter().enumerate().filter_map(|(index, field)| Some((index, field, field.decide.content.as_ref()?)));
    let (index, field, decision) = found.next()?;
    let here = body.index(index);
    if let Some((second, ..)) = found.next() {
        let second = body.index(second);
        let message = "a body can hold one content only";
        let diagnostic = Diagnostic::new(Code::Content, second.key("decide").value(), message);
        resolver.findings.push(diagnostic.also(here.key("name").value(), "the first one"));
    }
    let decide = here.key("decide");
    let at_content = decide.key("content");
    let Some(tag_field) = spec.body.iter().position(|field| field.name == decision.tag) else {
        let message = format!("the body has no field `{}`", decision.tag);
        let diagnostic = Diagnostic::new(Code::UnknownField, at_content.key("tag").value(), message)
            .suggest(&decision.tag, spec.body.iter().map(|field| field.name.as_str()));
        resolver.findings.push(diagnostic);
        return None;
    };
    check(&spec.body[tag_field], decision, resolver, &at_content, &body.index(tag_field));
    let text = field.decide.rust_type.as_deref().unwrap_or(&decision.union);
    let name = resolver.claim_type(text, format!("the content `{}`", field.name), &here);
    let encoder = resolver.claim_type(&format!("{text} content"), format!("the encoder of `{}`", field.name), &here);
    let docs = field.decide.summary.as_deref().map_or_else(Docs::default, Docs::prose);
    let item =
        contents(&name, &encoder, &spec.body[tag_field], decision, resolver, (&at_content, &body.index(tag_field)));
    let content = Content {
        field: index,
        tag_field,
        item: name,
        encoder,
        tag: item.tag.clone(),
        docs,
        encodings: decision.encodings.clone(),
    };
    resolver.items.push(Item::Contents(item));
    Some(content)
}

fn check(tag: &Field, decision: &ContentDecision, resolver: &mut Resolver<'_>, at: &Cursor<'_>, at_tag: &Cursor<'_>) {
    if tag.values.is_empty() {
        let message = format!("`{}` lists no values, so that no kind of content can be sent", tag.name);
        resolver.findings.push(Diagnostic::new(Code::Content, at_tag.key("name").value(), message));
    }
    let repeated = decision.encodings.windows(2).any(|pair| pair[0] == pair[1]);
    if repeated {
        let message = "the same encoding stands here twice";
        resolver.findings.push(Diagnostic::new(Code::DuplicateName, at.key("encodings").value(), message));
    }
    if decision.encodings.is_empty() {
        let message = "no encoding is allowed, so that nothing can be sent";
        resolver.findings.push(Diagnostic::new(Code::Content, at.key("encodings").value(), message));
    }
}

fn contents(
    name: &Name,
    encoder: &Name,
    tag: &Field,
    decision: &ContentDecision,
    resolver: &mut Resolver<'_>,
    (at, at_tag): (&Cursor<'_>, &Cursor<'_>),
) -> Contents {
    let mut variants = Scope::new(format!("the enum `{name}`"));
    variants.own("Raw", "the variant for any other content");
    let mut methods = Scope::new(format!("the methods of `{name}`"));
    methods.own("raw", "the constructor for any other content");
    let tag_name = methods.claim(
        &Wanted {
            text: &tag.name,
            case: Case::Snake,
            what: format!("the method that tells `{}`", tag.name),
            place: at_tag.key("name").value(),
            remedy: Remedy::Decision("decide.name"),
        },
        resolver.findings,
    );
    if tag_name.as_str() == "content" {
        let message = "the method that tells the kind can't be called `content`";
        let diagnostic = Diagnostic::new(Code::NameCollision, at_tag.key("name").value(), message)
            .note("an argument for the content itself stands beside it");
        resolver.findings.push(diagnostic);
    }
    let known = known_kinds(decision, resolver, at);
    let wire_values = tag.values.iter().map(|value| value.value.as_str());
    unique::check(wire_values, &at_tag.key("values"), "value", "value", resolver.findings);
    let values = at_tag.key("values");
    let mut kinds = Vec::new();
    for (index, value) in tag.values.iter().enumerate() {
        let here = values.index(index);
        let Some(variant) = known.iter().find(|variant| variant.value == value.value) else {
            if !known.is_empty() {
                let message = format!("`{}` has no content for the kind `{}`", decision.union, value.value);
                let diagnostic = Diagnostic::new(Code::Content, here.key("value").value(), message)
                    .note("the endpoint could not offer a typed value for it")
                    .suggest(&value.value, known.iter().map(|variant| variant.value.as_str()))
                    .help(format!("add it to the contents of `{}` in the version's types", decision.union));
                resolver.findings.push(diagnostic);
            }
            continue;
        };
        let text = variant.decide.name.as_deref().unwrap_or(&variant.value);
        let wanted = |case| Wanted {
            text,
            case,
            what: format!("the kind `{}`", value.value),
            place: here.key("value").value(),
            remedy: Remedy::Decision("decide.name"),
        };
        let history = kind_history((value, variant), (tag, decision), &mut variants, resolver, &here);
        kinds.push(Kind {
            name: variants.claim(&wanted(Case::Camel), resolver.findings),
            constructor: methods.claim(&wanted(Case::Snake), resolver.findings),
            value: value.value.clone(),
            history,
            docs: value_docs(value),
            payload: payload(variant, resolver, at),
            is_checked: false,
        });
    }
    let docs = resolver.shared.definition(&decision.union).map_or_else(Docs::default, doc::shared_type);
    let history = definition_history(decision, resolver);
    Contents { history, name: name.clone(), encoder: encoder.clone(), docs, tag: tag_name, kinds }
}

/// What was once otherwise about a kind: as a value that the endpoint lists, and as a case of the shared type.
fn kind_history(
    (value, variant): (&model::EnumValue, &model::Variant),
    (tag, decision): (&Field, &ContentDecision),
    names: &mut Scope,
    resolver: &mut Resolver<'_>,
    at: &Cursor<'_>,
) -> History {
    let mut history = resolver.value_history(value, &tag.values, names, at);
    let Some(entry) = resolver.shared.entry(&decision.union) else { return history };
    let siblings = || entry.definition.contents.iter().flatten();
    let index = siblings().position(|sibling| sibling.value == variant.value).unwrap_or_default();
    let root = Cursor::root(resolver.shared.file());
    let (types, contents) = (root.key("types"), entry.index);
    let definition = types.index(contents);
    let list = definition.key("contents");
    let of_type = shared::variant_history(variant, siblings(), names, &list.index(index), resolver.findings);
    history.former.extend(of_type.former);
    history.deprecated = history.deprecated.or(of_type.deprecated);
    history
}

/// What was once otherwise about the shared type, and so about the enum that is made of it.
fn definition_history(decision: &ContentDecision, resolver: &mut Resolver<'_>) -> History {
    let Some(entry) = resolver.shared.entry(&decision.union) else { return History::default() };
    let model::TypeDecisions { renamed_from, deprecated, .. } = &entry.definition.decide;
    let root = Cursor::root(resolver.shared.file());
    let list = root.key("types");
    let here = list.index(entry.index);
    let decide = here.key("decide");
    let at = decide.key("renamed_from");
    let what = format!("the type `{}`", decision.union);
    let others = resolver.shared.names();
    History {
        former: history::former(renamed_from, Case::Camel, &what, resolver.types, &at, resolver.findings),
        deprecated: history::deprecated(deprecated.as_ref(), others, &decide.key("deprecated"), resolver.findings),
    }
}

/// The kinds that the shared type describes; none, with a finding, when it is no such type.
fn known_kinds<'a>(decision: &ContentDecision, resolver: &mut Resolver<'a>, at: &Cursor<'_>) -> &'a [model::Variant] {
    let place = at.key("union").value();
    match resolver.shared.definition(&decision.union) {
        Some(definition) => match &definition.contents {
            Some(variants) => variants,
            None => {
                let message = format!("the type `{}` has no `contents`", decision.union);
                resolver.findings.push(Diagnostic::new(Code::Content, place, message));
                &[]
            }
        },
        None => {
            let diagnostic =
                Diagnostic::new(Code::UnknownType, place, format!("there is no shared type `{}`", decision.union))
                    .suggest(&decision.union, resolver.shared.names());
            resolver.findings.push(diagnostic);
            &[]
        }
    }
}

fn payload(variant: &model::Variant, resolver: &mut Resolver<'_>, at: &Cursor<'_>) -> Payload {
    if variant.type_name == "any" {
        return Payload::Json;
    }
    let at = at.key("union");
    let RustType::Item(path) = resolver.shared_type(&variant.type_name, &at) else { return Payload::Json };
    match shared::structure(
        resolver.shared,
        &variant.type_name,
        resolver.usage,
        resolver.types,
        resolver.findings,
        &at,
        false,
    ) {
        Some(structure) => Payload::Struct { path, arguments: shared::arguments(&structure) },
        None => Payload::Json,
    }
}
