//! Text that must not be shown.

use std::fmt;

use zeroize::Zeroizing;

/// Text that must not be shown, such as an app secret. It is wiped from memory when dropped.
///
/// It has no `Display`, and its `Debug` shows nothing of it.
#[derive(Clone)]
pub struct Secret(Zeroizing<Box<str>>);

impl Secret {
    /// The text itself, for the place that sends it or keeps it. It must not be shown or logged.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret([redacted])")
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(Zeroizing::new(Box::from(text)))
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        // Copied and wiped, because giving its spare room back could leave a copy of it behind.
        Self::from(Zeroizing::new(text).as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_nothing_of_the_text() {
        assert_eq!(format!("{:?}", Secret::from("hush")), "Secret([redacted])");
        assert_eq!(Secret::from(String::from("hush")).expose(), "hush");
    }
}
