//! An HTTP/1.1 server on this machine: answers what a closure says, and remembers what arrived.

use std::fmt::Write as _;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;

/// A request as it arrived.
#[derive(Debug, Clone)]
pub struct Arrived {
    pub method: String,
    /// Path and query, as they stood in the request.
    pub target: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Arrived {
    pub fn header(&self, name: &str) -> Option<&str> {
        let header = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        header.map(|(_, value)| value.as_str())
    }
}

/// An answer, as bytes. The connection is closed behind it.
#[derive(Debug, Clone)]
pub struct Answer(pub Vec<u8>);

/// An answer with a JSON body, a log id, and further headers.
pub fn answer(status: u16, headers: &[(&str, &str)], body: &str) -> Answer {
    let mut head = format!("HTTP/1.1 {status} X\r\ncontent-length: {}\r\nconnection: close\r\n", body.len());
    for (name, value) in [("x-log-id", "LOG-1")].iter().chain(headers) {
        write!(head, "{name}: {value}\r\n").unwrap();
    }
    Answer(format!("{head}\r\n{body}").into_bytes())
}

/// An answer with a JSON body.
pub fn json(status: u16, body: &str) -> Answer {
    answer(status, &[], body)
}

/// The answer to a request for a token.
pub fn token(token: &str) -> Answer {
    json(200, &format!(r#"{{"code":0,"msg":"ok","tenant_access_token":"{token}","expire":7200}}"#))
}

/// A server on this machine.
pub struct Server {
    url: String,
    arrived: Arc<Mutex<Vec<Arrived>>>,
    /// A permit for each answer; as many as needed unless the server was started with fewer.
    pub permits: Arc<Semaphore>,
}

impl Server {
    /// Answers each request with what `respond` says. It is told the request and how many there were before it for the
    /// same path.
    pub async fn start(respond: impl Fn(&Arrived, usize) -> Answer + Send + Sync + 'static) -> Self {
        Self::with_permits(Semaphore::MAX_PERMITS, respond).await
    }

    /// As `start`, but holds answers back until there is a permit for them.
    pub async fn with_permits(
        permits: usize,
        respond: impl Fn(&Arrived, usize) -> Answer + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let arrived = Arc::<Mutex<Vec<Arrived>>>::default();
        let permits = Arc::new(Semaphore::new(permits));
        let (log, gate) = (Arc::clone(&arrived), Arc::clone(&permits));
        tokio::spawn(accept(listener, log, gate, Arc::new(respond)));
        Self { url, arrived, permits }
    }

    pub fn url(&self) -> &str {
        &self.url
    }

    /// What arrived, in the order in which it did.
    pub fn arrived(&self) -> Vec<Arrived> {
        self.arrived.lock().unwrap().clone()
    }

    /// How many requests arrived for a path.
    pub fn count(&self, path: &str) -> usize {
        self.arrived().iter().filter(|arrived| arrived.target == path).count()
    }

    /// The authorization of each request for a path.
    pub fn tokens(&self, path: &str) -> Vec<String> {
        let requests = self.arrived().into_iter().filter(|arrived| arrived.target == path);
        requests.map(|arrived| arrived.header("authorization").unwrap_or_default().to_owned()).collect()
    }

    /// Waits until this many requests have arrived.
    pub async fn until_arrived(&self, count: usize) {
        while self.arrived.lock().unwrap().len() < count {
            tokio::task::yield_now().await;
        }
    }
}

async fn accept(
    listener: TcpListener,
    log: Arc<Mutex<Vec<Arrived>>>,
    gate: Arc<Semaphore>,
    respond: Arc<impl Fn(&Arrived, usize) -> Answer + Send + Sync + 'static>,
) {
    while let Ok((stream, _)) = listener.accept().await {
        let (log, gate, respond) = (Arc::clone(&log), Arc::clone(&gate), Arc::clone(&respond));
        tokio::spawn(async move {
            let mut stream = BufReader::new(stream);
            let Some(arrived) = read(&mut stream).await else {
                return;
            };
            let before = {
                let mut log = log.lock().unwrap();
                let before = log.iter().filter(|known| known.target == arrived.target).count();
                log.push(arrived.clone());
                before
            };
            gate.acquire().await.unwrap().forget();
            // The client may have gone away.
            let _ = stream.write_all(&respond(&arrived, before).0).await;
            let _ = stream.shutdown().await;
        });
    }
}

async fn read(stream: &mut BufReader<TcpStream>) -> Option<Arrived> {
    let mut line = String::new();
    stream.read_line(&mut line).await.ok()?;
    let mut words = line.split_whitespace();
    let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).await.ok()?;
        let Some((name, value)) = line.trim_end().split_once(':') else {
            break;
        };
        headers.push((name.to_owned(), value.trim().to_owned()));
    }
    let mut arrived = Arrived { method, target, headers, body: Vec::new() };
    let length = arrived.header("content-length").map_or(0, |length| length.parse().unwrap());
    arrived.body.resize(length, 0);
    stream.read_exact(&mut arrived.body).await.ok()?;
    Some(arrived)
}
