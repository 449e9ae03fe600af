//! Reading no more than is reasonable: whoever names a file may name a pipe, a device or an endless text.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// What an ordinary file holds, as far as that is no more than `most` bytes.
pub fn read_file(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    // Reading a pipe or a device could take for ever.
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is no ordinary file"));
    }
    read(File::open(path)?, most)
}

/// What can be read from somewhere, as far as that is no more than `most` bytes.
pub fn read(from: impl Read, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        let message = format!("it is larger than {} MiB", most >> 20);
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
    }
    Ok(bytes)
}
