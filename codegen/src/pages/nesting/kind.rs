//! What a printed type says about the rows that follow.

/// Whether a field of a type has fields of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// It has none.
    Scalar,
    /// It may have some, but pages never print them.
    Bare,
    /// It may have some, and may have none that are printed.
    Open,
    /// It has some.
    Object,
}

/// Types that are one value, in small letters.
const SCALARS: [&str; 34] = [
    "string",
    "str",
    "text",
    "char",
    "int",
    "int8",
    "int16",
    "int32",
    "int64",
    "uint",
    "uint32",
    "uint64",
    "integer",
    "long",
    "short",
    "byte",
    "bytes",
    "number",
    "float",
    "float32",
    "float64",
    "double",
    "decimal",
    "bool",
    "boolean",
    "date",
    "datetime",
    "timestamp",
    "time",
    "binary",
    "number(float)",
    "url",
    "id",
    "count",
];

/// Types of which pages print the fields or do not, in small letters.
const OPEN: [&str; 18] = [
    "object",
    "obj",
    "struct",
    "json",
    "map",
    "dict",
    "any",
    "interface",
    "array",
    "list",
    "union",
    "data",
    "file",
    "enum",
    "option",
    "hash",
    "objects",
    "jsonobject",
];

/// The kind of a type as printed.
pub(super) fn of(type_name: Option<&str>) -> Kind {
    let Some(printed) = type_name else { return Kind::Open };
    let plain: String = printed.chars().filter(|sign| !matches!(sign, '\\' | '`' | '*')).collect();
    of_plain(plain.trim().to_lowercase().as_str())
}

fn of_plain(name: &str) -> Kind {
    match name {
        "" => return Kind::Open,
        "-" | "/" | "—" | "－" => return Kind::Object,
        _ => {}
    }
    if let Some(element) = name.strip_suffix("[]") {
        return if element.ends_with("[]") { Kind::Bare } else { of_plain(element) };
    }
    for wrapper in ["array<", "list<", "array(", "list(", "array of ", "list of "] {
        if let Some(rest) = name.strip_prefix(wrapper) {
            return of_plain(rest.trim_end_matches(['>', ')']).trim());
        }
    }
    if let Some(rest) = name.strip_prefix("map<") {
        let value = rest.trim_end_matches('>').rsplit([',', '<']).next().unwrap_or_default();
        return if of_plain(value.trim()) == Kind::Scalar { Kind::Scalar } else { Kind::Open };
    }
    if SCALARS.contains(&name) {
        Kind::Scalar
    } else if OPEN.contains(&name) || !is_name(name) {
        Kind::Open
    } else {
        Kind::Object
    }
}

/// Names of types are words; anything else is a remark.
fn is_name(name: &str) -> bool {
    name.chars().all(|sign| sign.is_ascii_alphanumeric() || matches!(sign, '_' | '.' | '-'))
}
