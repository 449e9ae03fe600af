//! How fast pages are read, imported and compared with the spec, and how much memory that takes.
//!
//! ```sh
//! cargo bench -p codegen --bench pages              # 1,700 pages
//! cargo bench -p codegen --bench pages -- 3400      # twice as many: is it linear?
//! ```
//!
//! The pages are generated, in all dialects. Each command runs in a process of its own, this program again, because the
//! system counts peak memory by process.

mod synthetic;

use std::error::Error;
use std::ffi::OsString;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};
use std::{env, fs, io};

use codegen::commands::{Terminal, run};

/// As many as the documentation has, and then some.
const PAGES: usize = 1700;

/// In front of a command line that this program shall measure.
const MEASURE: &str = "measure";

/// What `import` needs to be there: the part of the spec that belongs to no endpoint.
const SHARED: [&str; 2] = ["crate.yaml", "platform.yaml"];

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    // `cargo bench` hands on a `--bench` that means nothing here.
    let arguments: Vec<OsString> = env::args_os().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.split_first() {
        Some((first, command)) if first == MEASURE => measure(command),
        Some((pages, [])) => benchmark(pages.to_str().ok_or("the number of pages is no text")?.parse()?),
        None => benchmark(PAGES),
        Some(_) => Err("usage: pages [NUMBER OF PAGES]".into()),
    }
}

/// Generates pages and runs the commands over them.
fn benchmark(count: usize) -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let (pages, spec) = (folder.path().join("pages"), folder.path().join("spec"));
    fs::create_dir_all(&spec)?;
    for file in SHARED {
        fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec").join(file), spec.join(file))?;
    }
    let size = synthetic::write(count, &pages)?;
    println!("{count} pages, {:.1} MB", megabytes(size));
    let pages = pages.as_os_str();
    let runs: [(&str, &[&str]); 4] = [
        ("facts", &["facts"]),
        ("import, all new", &["import"]),
        ("import, as they were", &["import"]),
        ("drift", &["drift"]),
    ];
    for (title, command) in runs {
        let spec: &[OsString] = if command == ["facts"] { &[] } else { &["--spec".into(), spec.clone().into()] };
        let output = Command::new(env::current_exe()?).arg(MEASURE).args(command).arg(pages).args(spec).output()?;
        let said = String::from_utf8_lossy(&output.stdout);
        if !output.status.success() {
            return Err(format!("{title}: {}{said}", String::from_utf8_lossy(&output.stderr)).into());
        }
        let Some((seconds, peak)) = said.trim().split_once(' ') else { return Err(said.into()) };
        tell(title, Duration::try_from_secs_f64(seconds.parse()?)?, peak, count, size);
    }
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "nobody generates that many pages")]
fn tell(title: &str, taken: Duration, peak: &str, pages: usize, size: u64) {
    let seconds = taken.as_secs_f64();
    let (rate, throughput) = (pages as f64 / seconds, megabytes(size) / seconds);
    println!("{title:<21} {seconds:>6.2} s {rate:>6.0} pages/s {throughput:>6.1} MB/s   peak memory {peak}");
}

#[expect(clippy::cast_precision_loss, reason = "nobody generates that many bytes")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

/// Runs one command in this process, and says how many seconds it took and what memory it had at most.
fn measure(command: &[OsString]) -> Outcome<()> {
    let mut terminal = Terminal { out: &mut io::sink(), err: &mut io::stderr() };
    let begin = Instant::now();
    let code = run([OsString::from("codegen")].into_iter().chain(command.iter().cloned()), &mut terminal)?;
    let seconds = begin.elapsed().as_secs_f64();
    // 1 means findings, and new endpoints are some.
    if code > 1 {
        return Err(format!("it ended with {code}").into());
    }
    println!("{seconds} {}", peak_memory().unwrap_or_else(|| "unknown on this system".to_owned()));
    Ok(())
}

/// The most memory that this process has had so far, where the system tells.
fn peak_memory() -> Option<String> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(format!("{} MB", kibibytes * 1024 / 1_000_000))
}
