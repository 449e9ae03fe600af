//! The public items of a file, as lines.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Attribute, Expr, Fields, FnArg, ImplItem, Item, Meta, ReceiverKind, ReturnType, Signature, Visibility};

use super::text;

/// What a module has, before it is known who can see it.
#[derive(Debug, Default)]
pub struct Module {
    /// Its items: name, whether they are public, and their lines, each a path from the item and what stands there.
    pub items: Vec<Entry>,
    /// Its submodules.
    pub modules: Vec<Submodule>,
    /// What it hands on from elsewhere.
    pub uses: Vec<Use>,
}

/// A public item, and what belongs to it.
#[derive(Debug)]
pub struct Entry {
    pub name: String,
    /// Lines about it or what is inside it: the path behind its name, and what is there.
    pub lines: Vec<(String, String)>,
}

#[derive(Debug)]
pub struct Submodule {
    pub name: String,
    pub is_public: bool,
    pub conditions: String,
}

/// A public `use`: what, and under which name.
#[derive(Debug)]
pub struct Use {
    pub path: Vec<String>,
    pub name: String,
    pub conditions: String,
}

impl Module {
    /// Reads a file.
    pub fn of(file: &syn::File) -> Self {
        let mut module = Self::default();
        for item in &file.items {
            module.item(item);
        }
        module
    }

    fn entry(&mut self, name: &str) -> &mut Entry {
        let position = self.items.iter().position(|entry| entry.name == name).unwrap_or_else(|| {
            self.items.push(Entry { name: name.to_owned(), lines: Vec::new() });
            self.items.len() - 1
        });
        &mut self.items[position]
    }

    fn add(&mut self, name: &str, inside: &str, text: &str, attributes: &[Attribute]) {
        let text = format!("{text}{}", conditions(attributes));
        self.entry(name).lines.push((inside.to_owned(), text));
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::Struct(item) if is_public(&item.vis) => self.structure(item),
            Item::Enum(item) if is_public(&item.vis) => self.enumeration(item),
            Item::Fn(item) if is_public(&item.vis) => {
                self.add(&item.sig.ident.to_string(), "", &signature(&item.sig), &item.attrs);
            }
            Item::Static(item) if is_public(&item.vis) => {
                let name = item.ident.to_string();
                self.add(&name, "", &format!("static: {}", text::line(item.ty.to_token_stream())), &item.attrs);
                self.value(&name, "", &item.expr);
            }
            Item::Const(item) if is_public(&item.vis) => {
                let name = item.ident.to_string();
                self.add(&name, "", &format!("const: {}", text::line(item.ty.to_token_stream())), &item.attrs);
                self.value(&name, "", &item.expr);
            }
            Item::Type(item) if is_public(&item.vis) => {
                let target = text::line(item.ty.to_token_stream());
                self.add(&item.ident.to_string(), "", &format!("type = {target}"), &item.attrs);
            }
            Item::Mod(item) => self.modules.push(Submodule {
                name: item.ident.to_string(),
                is_public: is_public(&item.vis),
                conditions: conditions(&item.attrs),
            }),
            Item::Use(item) if is_public(&item.vis) => {
                let conditions = conditions(&item.attrs);
                self.uses(&item.tree, &mut Vec::new(), &conditions);
            }
            Item::Impl(item) => self.implementation(item),
            _ => {}
        }
    }

    fn structure(&mut self, item: &syn::ItemStruct) {
        let name = item.ident.to_string();
        let is_open = item.fields.iter().any(|field| !is_public(&field.vis));
        let more = if is_open { " with private fields" } else { "" };
        let generics = text::line(item.generics.to_token_stream());
        self.add(&name, "", &format!("struct{generics}{}{more}", openness(&item.attrs)), &item.attrs);
        self.fields(&name, "", &item.fields, true);
        self.derives(&name, &item.attrs);
    }

    fn enumeration(&mut self, item: &syn::ItemEnum) {
        let name = item.ident.to_string();
        self.add(&name, "", &format!("enum{}", openness(&item.attrs)), &item.attrs);
        for variant in &item.variants {
            let inside = format!("::{}", variant.ident);
            let payload = match &variant.fields {
                Fields::Unnamed(fields) => text::line(fields.to_token_stream()),
                Fields::Named(_) => " with fields".to_owned(),
                Fields::Unit => String::new(),
            };
            self.add(&name, &inside, &format!("variant{payload}"), &variant.attrs);
            if matches!(variant.fields, Fields::Named(_)) {
                self.fields(&name, &inside, &variant.fields, false);
            }
        }
        self.derives(&name, &item.attrs);
    }

    fn fields(&mut self, name: &str, inside: &str, fields: &Fields, only_public: bool) {
        for (index, field) in fields.iter().enumerate() {
            if only_public && !is_public(&field.vis) {
                continue;
            }
            let field_name = field.ident.as_ref().map_or_else(|| index.to_string(), ToString::to_string);
            let line = format!("field: {}", text::line(field.ty.to_token_stream()));
            self.add(name, &format!("{inside}::{field_name}"), &line, &field.attrs);
        }
    }

    fn derives(&mut self, name: &str, attributes: &[Attribute]) {
        for attribute in attributes {
            for (derived, conditions) in derived(attribute) {
                self.entry(name).lines.push((String::new(), format!("impl {derived}{conditions}")));
            }
        }
    }

    fn implementation(&mut self, item: &syn::ItemImpl) {
        let syn::Type::Path(target) = item.self_ty.as_ref() else { return };
        let Some(name) = target.path.segments.last().map(|segment| segment.ident.to_string()) else { return };
        if let Some((path, _)) = &item.trait_ {
            let types = item.items.iter().filter_map(|item| match item {
                ImplItem::Type(item) => Some(format!("{} = {}", item.ident, text::line(item.ty.to_token_stream()))),
                _ => None,
            });
            let types: Vec<_> = types.collect();
            let with = if types.is_empty() { String::new() } else { format!(" {{ {} }}", types.join(", ")) };
            self.add(&name, "", &format!("impl {}{with}", text::line(path.to_token_stream())), &item.attrs);
            return;
        }
        for member in &item.items {
            match member {
                ImplItem::Fn(method) if is_public(&method.vis) => {
                    let inside = format!("::{}", method.sig.ident);
                    self.add(&name, &inside, &signature(&method.sig), &method.attrs);
                }
                ImplItem::Const(item) if is_public(&item.vis) => {
                    let inside = format!("::{}", item.ident);
                    let line = format!("const: {}", text::line(item.ty.to_token_stream()));
                    self.add(&name, &inside, &line, &item.attrs);
                    self.value(&name, &inside, &item.expr);
                }
                _ => {}
            }
        }
    }

    /// The value of a constant: a line for each member of a struct, and for each row of a table.
    fn value(&mut self, name: &str, inside: &str, value: &Expr) {
        let value = unreferenced(value);
        match value {
            Expr::Struct(item) => {
                for field in &item.fields {
                    let inside = format!("{inside}.{}", text::line(field.member.to_token_stream()));
                    self.entry(name).lines.push((inside, format!("= {}", text::line(field.expr.to_token_stream()))));
                }
            }
            Expr::Array(rows) if rows.elems.iter().any(|row| matches!(row, Expr::Struct(_))) => {
                for (index, row) in rows.elems.iter().enumerate() {
                    // The first member tells rows apart; their place would change with every row before them.
                    let key = match row {
                        Expr::Struct(row) => row.fields.first().map(|field| text::line(field.expr.to_token_stream())),
                        _ => None,
                    };
                    let inside = format!("{inside}[{}]", key.unwrap_or_else(|| index.to_string()).replace(' ', "_"));
                    let members = match row {
                        Expr::Struct(row) => row.fields.to_token_stream(),
                        other => other.to_token_stream(),
                    };
                    self.entry(name).lines.push((inside, format!("= {}", text::line(members))));
                }
            }
            other => {
                let line = format!("= {}", text::line(other.to_token_stream()));
                self.entry(name).lines.push((format!("{inside}."), line));
            }
        }
    }

    fn uses(&mut self, tree: &syn::UseTree, path: &mut Vec<String>, conditions: &str) {
        match tree {
            syn::UseTree::Path(step) => {
                path.push(step.ident.to_string());
                self.uses(&step.tree, path, conditions);
                path.pop();
            }
            syn::UseTree::Group(group) => {
                for tree in &group.items {
                    self.uses(tree, path, conditions);
                }
            }
            syn::UseTree::Name(name) => self.add_use(path, &name.ident.to_string(), None, conditions),
            syn::UseTree::Rename(name) => {
                self.add_use(path, &name.ident.to_string(), Some(name.rename.to_string()), conditions);
            }
            syn::UseTree::Glob(_) => self.add_use(path, "*", None, conditions),
        }
    }

    fn add_use(&mut self, path: &[String], last: &str, rename: Option<String>, conditions: &str) {
        let is_self = last == "self";
        let mut path = path.to_vec();
        if !is_self {
            path.push(last.to_owned());
        }
        let name = rename.or_else(|| path.last().cloned()).unwrap_or_default();
        self.uses.push(Use { path, name, conditions: conditions.to_owned() });
    }
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn unreferenced(value: &Expr) -> &Expr {
    match value {
        Expr::Reference(reference) => unreferenced(&reference.expr),
        other => other,
    }
}

/// A function without the patterns of its arguments and without its body.
fn signature(signature: &Signature) -> String {
    let Signature { asyncness, inputs, output, generics, .. } = signature;
    let arguments = inputs.iter().map(|input| match input {
        FnArg::Receiver(receiver) => match &receiver.kind {
            // `mut self` is nobody's business but the function's.
            ReceiverKind::Value => "self".to_owned(),
            _ => text::line(receiver.to_token_stream()),
        },
        FnArg::Typed(argument) => {
            let (pattern, kind) = (&argument.pat, &argument.ty);
            text::line(quote!(#pattern: #kind))
        }
    });
    let arguments = arguments.collect::<Vec<_>>().join(", ");
    let result = match output {
        ReturnType::Default => String::new(),
        ReturnType::Type(_, result) => format!(" -> {}", text::line(result.to_token_stream())),
    };
    let asynchronous = if asyncness.is_some() { "async " } else { "" };
    format!("{asynchronous}fn{}({arguments}){result}", text::line(generics.to_token_stream()))
}

fn openness(attributes: &[Attribute]) -> &'static str {
    let is_open = attributes.iter().any(|attribute| attribute.path().is_ident("non_exhaustive"));
    if is_open { " non_exhaustive" } else { "" }
}

/// Under which conditions an item is there, and whether it is deprecated.
fn conditions(attributes: &[Attribute]) -> String {
    let mut text = String::new();
    for attribute in attributes {
        match &attribute.meta {
            Meta::List(list) if list.path.is_ident("cfg") => {
                text.push_str(&format_condition(&list.tokens));
            }
            meta if meta.path().is_ident("deprecated") => text.push_str(" deprecated"),
            _ => {}
        }
    }
    text
}

fn format_condition(tokens: &TokenStream) -> String {
    format!(" if {}", text::line(tokens.clone()))
}

/// The traits that an attribute derives, and under which conditions.
fn derived(attribute: &Attribute) -> Vec<(String, String)> {
    let Meta::List(list) = &attribute.meta else { return Vec::new() };
    if list.path.is_ident("derive") {
        return traits(&list.tokens).into_iter().map(|name| (name, String::new())).collect();
    }
    if !list.path.is_ident("cfg_attr") {
        return Vec::new();
    }
    let parse = |input: syn::parse::ParseStream<'_>| {
        let condition: Meta = input.parse()?;
        input.parse::<syn::Token![,]>()?;
        let attribute: Meta = input.parse()?;
        Ok((condition, attribute))
    };
    let Ok((condition, Meta::List(inner))) = list.parse_args_with(parse) else { return Vec::new() };
    if !inner.path.is_ident("derive") {
        return Vec::new();
    }
    let condition = format_condition(&condition.to_token_stream());
    traits(&inner.tokens).into_iter().map(|name| (name, condition.clone())).collect()
}

fn traits(tokens: &TokenStream) -> Vec<String> {
    let text = text::line(tokens.clone());
    text.split(',')
        .map(|name| name.trim().trim_start_matches("::").to_owned())
        .filter(|name| !name.is_empty())
        .collect()
}
