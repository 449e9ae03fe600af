//! Tokens → text.

use std::fmt;

use super::{Tree, layout};
use crate::render::{Content, File, GENERATED};
use crate::spec::write::changes_direction;

/// The generator wrote something that is no Rust: a fault of the generator, never of the spec.
#[derive(Debug)]
pub struct FormatError {
    path: String,
    source: syn::Error,
}

impl fmt::Display for FormatError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the generator wrote code for {} that is no Rust", self.path)
    }
}

impl std::error::Error for FormatError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

/// Formats all files. `read` is shown each file of code before it is formatted, so that nobody has to read it again.
///
/// # Errors
///
/// Fails when the generator wrote something that is no Rust.
pub fn format(files: Vec<File>, mut read: impl FnMut(&str, &syn::File)) -> Result<Tree, FormatError> {
    let mut format = |file: File| match file.content {
        Content::Text(text) => Ok((file.path, text)),
        Content::Rust(tokens) => match syn::parse2(tokens) {
            Ok(syntax) => {
                read(&file.path, &syntax);
                let code = layout::spaced(&prettyplease::unparse(&syntax));
                let code = with_visible_direction(&code);
                Ok((file.path, format!("// {GENERATED}\n\n{code}")))
            }
            Err(source) => Err(FormatError { path: file.path, source }),
        },
    };
    let mut tree = Tree::new();
    for file in files {
        let (path, text) = format(file)?;
        // Names are unique within their modules, so that no two files can have one path.
        debug_assert!(!tree.contains_key(&path), "{path} was written twice");
        tree.insert(path, text);
    }
    Ok(tree)
}

/// Characters that change the direction of text are left in literals only, where the compiler wants them escaped.
fn with_visible_direction(code: &str) -> String {
    if !code.contains(changes_direction) {
        return code.to_owned();
    }
    let visible = |letter: char| match letter {
        letter if changes_direction(letter) => letter.escape_unicode().to_string(),
        letter => letter.to_string(),
    };
    code.chars().map(visible).collect()
}
