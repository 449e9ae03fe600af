//! A server on this machine that does with each connection what a script says, however wrong that is.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// What is done next with a connection.
#[derive(Debug, Clone)]
pub enum Step {
    /// Reads until a request has come with all of its body.
    Read,
    /// Sends bytes, whatever they are.
    Send(Vec<u8>),
    /// Sends the same bytes so many times.
    Flood(Vec<u8>, usize),
    /// Says nothing more, and keeps the connection open until the client gives up.
    Stall,
    /// Ends the connection with a reset.
    Reset,
}

/// Reads the request, and answers it.
pub fn answering(answer: impl Into<Vec<u8>>) -> Vec<Step> {
    vec![Step::Read, Step::Send(answer.into())]
}

/// An answer with a status line, headers and a body, exactly as given.
pub fn http(head: &str, body: &str) -> String {
    format!("HTTP/1.1 {head}\r\nx-log-id: LOG-1\r\n\r\n{body}")
}

/// The server. The last script serves all further connections.
pub struct Script {
    url: String,
    requests: Arc<Mutex<Vec<Vec<u8>>>>,
    connections: Arc<Mutex<usize>>,
    ended: Arc<AtomicUsize>,
}

impl Script {
    pub async fn start(scripts: Vec<Vec<Step>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let (requests, connections) = (Arc::<Mutex<Vec<_>>>::default(), Arc::<Mutex<usize>>::default());
        let ended = Arc::<AtomicUsize>::default();
        tokio::spawn({
            let (requests, connections) = (Arc::clone(&requests), Arc::clone(&connections));
            let ended = Arc::clone(&ended);
            async move {
                while let Ok((stream, _)) = listener.accept().await {
                    let number = {
                        let mut connections = connections.lock().unwrap();
                        *connections += 1;
                        *connections - 1
                    };
                    let script = scripts.get(number).or(scripts.last()).cloned().unwrap_or_default();
                    let (requests, ended) = (Arc::clone(&requests), Arc::clone(&ended));
                    tokio::spawn(async move {
                        play(stream, script, requests).await;
                        ended.fetch_add(1, Ordering::Relaxed);
                    });
                }
            }
        });
        Self { url, requests, connections, ended }
    }

    pub fn url(&self) -> &str {
        &self.url
    }

    /// How many connections came about.
    pub fn connections(&self) -> usize {
        *self.connections.lock().unwrap()
    }

    /// Waits until so many connections have ended.
    pub async fn until_ended(&self, count: usize) {
        while self.ended.load(Ordering::Relaxed) < count {
            tokio::task::yield_now().await;
        }
    }

    /// The requests that arrived whole, as text.
    pub fn requests(&self) -> Vec<String> {
        let requests = self.requests.lock().unwrap();
        requests.iter().map(|bytes| String::from_utf8_lossy(bytes).into_owned()).collect()
    }

    /// Waits until so many requests have arrived.
    pub async fn until_arrived(&self, count: usize) {
        while self.requests.lock().unwrap().len() < count {
            tokio::task::yield_now().await;
        }
    }
}

async fn play(mut stream: TcpStream, script: Vec<Step>, requests: Arc<Mutex<Vec<Vec<u8>>>>) {
    for step in script {
        match step {
            Step::Read => {
                let Some(request) = read(&mut stream).await else { return };
                requests.lock().unwrap().push(request);
            }
            Step::Send(bytes) => drop(stream.write_all(&bytes).await),
            Step::Flood(bytes, times) => {
                for _ in 0..times {
                    if stream.write_all(&bytes).await.is_err() {
                        return;
                    }
                }
            }
            Step::Stall => drop(stream.read_to_end(&mut Vec::new()).await),
            Step::Reset => {
                let stream = stream.into_std().unwrap();
                socket2::SockRef::from(&stream).set_linger(Some(Duration::ZERO)).unwrap();
                return;
            }
        }
    }
    // Gently: what was sent shall arrive although the client may have sent more than was read.
    drop(stream.shutdown().await);
    drop(stream.read_to_end(&mut Vec::new()).await);
}

async fn read(stream: &mut TcpStream) -> Option<Vec<u8>> {
    let mut request = Vec::new();
    loop {
        let mut chunk = [0; 4096];
        let count = stream.read(&mut chunk).await.ok().filter(|count| *count > 0)?;
        request.extend_from_slice(&chunk[..count]);
        let text = String::from_utf8_lossy(&request).to_ascii_lowercase();
        let Some(head) = text.find("\r\n\r\n") else { continue };
        let length = text[..head].lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok());
        if request.len() >= head + 4 + length.unwrap_or(0) {
            return Some(request);
        }
    }
}
