//! A writer for readers that go away.

use std::io::{self, ErrorKind, Write};

/// Writes until the reader goes away, and then nowhere: whoever reads the output decides how much of it they want, not
/// whether the command did its work.
pub struct UntilClosed<'a> {
    inner: &'a mut dyn Write,
    is_closed: bool,
}

impl<'a> UntilClosed<'a> {
    /// A writer into another.
    pub fn new(inner: &'a mut dyn Write) -> Self {
        Self { inner, is_closed: false }
    }

    fn unless_closed(&mut self, result: io::Result<usize>, length: usize) -> io::Result<usize> {
        match result {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                self.is_closed = true;
                Ok(length)
            }
            other => other,
        }
    }
}

impl Write for UntilClosed<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.is_closed {
            return Ok(bytes.len());
        }
        let result = self.inner.write(bytes);
        self.unless_closed(result, bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.is_closed {
            return Ok(());
        }
        let result = self.inner.flush().map(|()| 0);
        self.unless_closed(result, 0).map(|_| ())
    }
}
