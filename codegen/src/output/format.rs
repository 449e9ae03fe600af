//! Tokens → text.

use std::fmt;

use super::{Tree, layout};
use crate::render::{Content, File, GENERATED};

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

/// Formats all files.
///
/// # Errors
///
/// Fails when the generator wrote something that is no Rust.
pub fn format(files: Vec<File>) -> Result<Tree, FormatError> {
    let format = |file: File| match file.content {
        Content::Text(text) => Ok((file.path, text)),
        Content::Rust(tokens) => match syn::parse2(tokens) {
            Ok(syntax) => {
                let code = layout::spaced(&prettyplease::unparse(&syntax));
                Ok((file.path, format!("// {GENERATED}\n\n{code}")))
            }
            Err(source) => Err(FormatError { path: file.path, source }),
        },
    };
    files.into_iter().map(format).collect()
}
