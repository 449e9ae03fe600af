//! Shared types → items of the generated crate.

use std::collections::BTreeMap;

use super::index::{Entry, SharedTypes};
use super::usage::spread;
use crate::diagnostic::{Code, Cursor, Diagnostic};
use crate::plan::doc::{self, Docs};
use crate::plan::endpoint;
use crate::plan::history::{self, History};
use crate::plan::item::{
    Adder, Argument, Function, Item, Language, Localized, Set, Struct, Union, UnionVariant, Usage,
};
use crate::plan::made::Made;
use crate::plan::name::{Case, Name, Remedy, Scope, Wanted};
use crate::plan::resolve::{Members, Resolver};
use crate::plan::rust_type::{ItemPath, RustType};
use crate::plan::unique;
use crate::spec::model::{self, SharedType};

/// Plans all shared types, with the uses that the endpoints make of them and that they make of each other.
pub fn plan(
    shared: &SharedTypes<'_>,
    mut usage: BTreeMap<String, Usage>,
    names: &mut Scope,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Item> {
    spread(shared, &mut usage);
    // A type that nothing uses yet is written for both directions, with all that is in it, so that it compiles either way.
    // Contents become types of the endpoints that take them.
    for entry in shared.entries().filter(|entry| entry.definition.contents.is_none()) {
        usage.entry(entry.definition.name.clone()).or_insert(Usage::SENT.with(Usage::RECEIVED));
    }
    spread(shared, &mut usage);
    let mut functions = Scope::new("the module of shared types");
    let mut items = Vec::new();
    for entry in shared.entries() {
        let name = &entry.definition.name;
        let used = usage.get(name).copied().unwrap_or_default();
        let planner = TypePlanner {
            shared,
            entry,
            usage: used,
            names: &mut *names,
            functions: &mut functions,
            findings: &mut *findings,
        };
        items.extend(planner.plan());
    }
    items
}

struct TypePlanner<'a, 's> {
    shared: &'s SharedTypes<'a>,
    entry: &'s Entry<'a>,
    usage: Usage,
    names: &'s mut Scope,
    functions: &'s mut Scope,
    findings: &'s mut Vec<Diagnostic>,
}

impl TypePlanner<'_, '_> {
    fn plan(mut self) -> Vec<Item> {
        let root = Cursor::root(self.shared.file());
        let list = root.key("types");
        let at = list.index(self.entry.index);
        let SharedType { name: _, page, fields, union, localized, contents, decide: _ } = self.entry.definition;
        endpoint::check_page(page, &at.key("page"), self.findings);
        endpoint::check_fields(fields.as_deref().unwrap_or_default(), &at.key("fields"), self.findings);
        match (fields, union, localized, contents) {
            (Some(fields), None, None, None) => self.structure(fields, &at),
            (None, Some(union), None, None) => vec![self.union(union, &at)],
            (None, None, Some(localized), None) => self.localized(localized, &at).into_iter().collect(),
            (None, None, None, Some(_)) => Vec::new(),
            _ => {
                let message = format!("the type `{}` must be exactly one kind of type", self.entry.definition.name);
                let diagnostic = Diagnostic::new(Code::InvalidValue, at.key("name").value(), message)
                    .help("give it one of `fields`, `union`, `localized` and `contents`");
                self.findings.push(diagnostic);
                Vec::new()
            }
        }
    }

    /// What was once otherwise about the type.
    fn history(&mut self, at: &Cursor<'_>) -> History {
        let definition = self.entry.definition;
        let decide = at.key("decide");
        let what = format!("the type `{}`", definition.name);
        let others = self.shared.names().filter(|name| *name != definition.name);
        let former = &definition.decide.renamed_from;
        let deprecated = definition.decide.deprecated.as_ref();
        let here = decide.key("renamed_from");
        History {
            former: history::former(former, Case::Camel, &what, self.names, &here, self.findings),
            deprecated: history::deprecated(deprecated, others, &decide.key("deprecated"), self.findings),
        }
    }

    fn docs(&self) -> Docs {
        let SharedType { page, decide, .. } = self.entry.definition;
        let mut docs = doc::shared_type(self.entry.definition);
        if let Some(address) = page.address(self.shared.documentation()) {
            let updated = page.updated.and_then(doc::date).map(|date| format!(", updated {date}")).unwrap_or_default();
            docs.paragraph(format!("From {}{updated}.", doc::address::link("the documentation", Some(&address))));
        }
        docs.block(doc::contradictions(&decide.contradictions));
        docs
    }

    fn structure(&mut self, fields: &[model::Field], at: &Cursor<'_>) -> Vec<Item> {
        let docs = self.docs();
        let requirements = &self.entry.definition.decide.requirements;
        let item =
            self.resolve(|resolver, name| resolver.structure(name, docs, Members::inside(fields, requirements), at));
        let (mut item, inner) = item;
        item.history = self.history(at);
        [Item::Struct(item)].into_iter().chain(inner).collect()
    }

    /// Runs the resolver over the fields of the type; returns its result and the items that came into being.
    fn resolve<T>(&mut self, run: impl FnOnce(&mut Resolver<'_>, Name) -> T) -> (T, Vec<Item>) {
        // The uses of the types inside are known already.
        let mut seen = BTreeMap::new();
        let mut resolver = Resolver {
            shared: self.shared,
            shared_usage: &mut seen,
            types: self.names,
            items: Vec::new(),
            made: Made::default(),
            findings: self.findings,
            usage: self.usage,
            inside: Some(&self.entry.definition.name),
            enclosing: Vec::new(),
        };
        let result = run(&mut resolver, self.entry.name.clone());
        (result, resolver.items)
    }

    fn union(&mut self, union: &model::Union, at: &Cursor<'_>) -> Item {
        let name = self.entry.name.clone();
        let mut names = Scope::new(format!("the enum `{name}`"));
        let other = names.own("Other", "the variant for any other JSON");
        let list = at.key("union");
        let list = list.key("variants");
        let tags = union.variants.iter().map(|variant| variant.value.as_str());
        unique::check(tags, &list, "value", "variant", self.findings);
        let variants = union
            .variants
            .iter()
            .enumerate()
            .filter_map(|(index, variant)| self.union_variant(variant, &mut names, &list.index(index)));
        let variants = variants.collect();
        let history = self.history(at);
        Item::Union(Union {
            history,
            name,
            docs: self.docs(),
            usage: self.usage,
            tag: union.tag.clone(),
            variants,
            other,
        })
    }

    fn union_variant(&mut self, variant: &model::Variant, names: &mut Scope, at: &Cursor<'_>) -> Option<UnionVariant> {
        let wanted = variant_name(variant, at);
        let name = names.claim(&wanted, self.findings);
        let structure = self.shared_struct(&variant.type_name, &at.key("type"))?;
        let function = variant.decide.function.as_ref().map(|function| {
            let decide = at.key("decide");
            let wanted = Wanted {
                text: function,
                case: Case::Snake,
                what: format!("the function for `{}`", variant.value),
                place: decide.key("function").value(),
                remedy: Remedy::Decision("decide.function"),
            };
            let name = self.functions.claim(&wanted, self.findings);
            Function { name, docs: variant_docs(variant), arguments: arguments(&structure) }
        });
        let siblings = || self.entry.definition.union.iter().flat_map(|union| &union.variants);
        // A struct that stands for several values of the tag does not say which of them is meant.
        let is_convertible = siblings().filter(|sibling| sibling.type_name == variant.type_name).count() == 1;
        let history = variant_history(variant, siblings(), names, at, self.findings);
        Some(UnionVariant {
            name,
            value: variant.value.clone(),
            history,
            docs: variant_docs(variant),
            payload: ItemPath::local(structure.name),
            is_convertible,
            is_checked: false,
            function,
        })
    }

    fn localized(&mut self, localized: &model::Localized, at: &Cursor<'_>) -> Option<Item> {
        let here = at.key("localized");
        let body = self.shared_struct(&localized.of, &here.key("of"))?;
        let name = self.entry.name.clone();
        let reserved = ["in_language", "with_body", "and", "get", "languages"];
        let mut names = Scope::new(format!("the struct `{name}`")).reserving(reserved, "a method of every such type");
        let list = here.key("languages");
        let languages = localized.languages.iter().enumerate().map(|(index, language)| {
            let wanted = Wanted {
                text: language,
                case: Case::Snake,
                what: format!("the language `{language}`"),
                place: list.index(index).value(),
                remedy: Remedy::Spelling,
            };
            Language { name: names.claim(&wanted, self.findings), value: language.clone() }
        });
        let languages = languages.collect();
        let adders = body.fields.iter().filter_map(|field| match (&field.set, &field.rust_type) {
            (Set::Adder(name), RustType::List(element)) => Some(Adder {
                name: names.claim(&taken_over(name, "decide.adder", &here.key("of")), self.findings),
                field: field.name.clone(),
                docs: field.docs.clone(),
                element: (**element).clone(),
            }),
            _ => None,
        });
        let adders = adders.collect();
        let mut parameters = Scope::new(format!("the constructors of `{name}`"))
            .reserving(["language", "body"], "an argument of every such type");
        for argument in arguments(&body) {
            parameters.claim(&taken_over(&argument.name, "decide.name", &here.key("of")), self.findings);
        }
        let history = self.history(at);
        Some(Item::Localized(Localized {
            name,
            history,
            docs: self.docs(),
            usage: self.usage,
            arguments: arguments(&body),
            body: ItemPath::local(body.name),
            is_checked: false,
            languages,
            adders,
        }))
    }

    fn shared_struct(&mut self, name: &str, at: &Cursor<'_>) -> Option<Struct> {
        structure(self.shared, name, self.usage, self.names, self.findings, at, true)
    }
}

/// A shared struct as planned, to look at its constructor. Findings about the struct itself are told elsewhere.
pub fn structure(
    shared: &SharedTypes<'_>,
    name: &str,
    usage: Usage,
    names: &Scope,
    findings: &mut Vec<Diagnostic>,
    at: &Cursor<'_>,
    among_shared: bool,
) -> Option<Struct> {
    let Some(entry) = shared.entry(name) else {
        let diagnostic = Diagnostic::new(Code::UnknownType, at.value(), format!("there is no shared type `{name}`"))
            .suggest(name, shared.names());
        findings.push(diagnostic);
        return None;
    };
    let Some(fields) = &entry.definition.fields else {
        let message = format!("`{name}` is no struct");
        findings.push(Diagnostic::new(Code::InvalidValue, at.value(), message).help("name a type with `fields`"));
        return None;
    };
    let (mut seen, mut told, mut names) = (BTreeMap::new(), Vec::new(), names.clone());
    let mut resolver = Resolver {
        shared,
        shared_usage: &mut seen,
        types: &mut names,
        items: Vec::new(),
        made: Made::default(),
        findings: &mut told,
        usage,
        inside: among_shared.then_some(name),
        enclosing: Vec::new(),
    };
    let root = Cursor::root(shared.file());
    let list = root.key("types");
    let here = list.index(entry.index);
    let members = Members::inside(fields, &[]);
    Some(resolver.structure(entry.name.clone(), Docs::default(), members, &here))
}

/// A name of the struct that becomes a name of the type around it.
fn taken_over<'a>(name: &'a Name, remedy: &'static str, at: &Cursor<'_>) -> Wanted<'a> {
    Wanted {
        text: name.as_str(),
        case: Case::Snake,
        what: format!("`{name}` of the struct"),
        place: at.value(),
        remedy: Remedy::Decision(remedy),
    }
}

/// The arguments of a struct's constructor.
#[must_use]
pub fn arguments(structure: &Struct) -> Vec<Argument> {
    let positional = structure.fields.iter().filter(|field| field.set == Set::Constructor);
    positional
        .map(|field| Argument {
            name: field.name.clone(),
            rust_type: field.rust_type.clone(),
            example: field.example.clone(),
        })
        .collect()
}

/// What a case of a union is to be called.
#[must_use]
pub fn variant_name<'a>(variant: &'a model::Variant, at: &Cursor<'_>) -> Wanted<'a> {
    Wanted {
        text: variant.decide.name.as_deref().unwrap_or(&variant.value),
        case: Case::Camel,
        what: format!("the variant `{}`", variant.value),
        place: at.key("value").value(),
        remedy: Remedy::Decision("decide.name"),
    }
}

/// What was once otherwise about a case of a union.
pub fn variant_history<'v>(
    variant: &model::Variant,
    siblings: impl Iterator<Item = &'v model::Variant>,
    names: &mut Scope,
    at: &Cursor<'_>,
    findings: &mut Vec<Diagnostic>,
) -> History {
    let decide = at.key("decide");
    let what = format!("the variant `{}`", variant.value);
    let others = siblings.map(|sibling| sibling.value.as_str()).filter(|text| *text != variant.value);
    let model::VariantDecisions { renamed_from, deprecated, .. } = &variant.decide;
    History {
        former: history::former(renamed_from, Case::Camel, &what, names, &decide.key("renamed_from"), findings),
        deprecated: history::deprecated(deprecated.as_ref(), others, &decide.key("deprecated"), findings),
    }
}

/// Documentation of a case of a union.
#[must_use]
pub fn variant_docs(variant: &model::Variant) -> Docs {
    let mut docs = variant.decide.summary.as_deref().map_or_else(Docs::default, Docs::prose);
    docs.paragraph(format!("On the wire: {}.", doc::code(&variant.value)));
    docs
}
