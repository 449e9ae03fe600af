//! The HTTP of the fake platform.

use std::convert::Infallible;
use std::io;
use std::net::Ipv4Addr;
use std::sync::Arc;

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use tokio::task::{AbortHandle, JoinSet};

use super::fake_platform::State;
use super::received::Received;
use crate::background;

/// Starts a server, and says where it is and how to end it.
pub(super) fn start(state: Arc<State>) -> io::Result<(String, AbortHandle)> {
    let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    listener.set_nonblocking(true)?;
    let url = format!("http://{}", listener.local_addr()?);
    let handle = background::handle().map_err(io::Error::other)?;
    let listener = {
        let _inside = handle.enter();
        TcpListener::from_std(listener)?
    };
    Ok((url, handle.spawn(serve(listener, state)).abort_handle()))
}

/// Serves until it is aborted; its connections end with it.
async fn serve(listener: TcpListener, state: Arc<State>) {
    let mut connections = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        let state = Arc::clone(&state);
        let service = service_fn(move |request| respond(request, Arc::clone(&state)));
        connections.spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
        while connections.try_join_next().is_some() {}
    }
}

async fn respond(request: Request<Incoming>, state: Arc<State>) -> Result<Response<Full<Bytes>>, Infallible> {
    let (head, body) = request.into_parts();
    // What the client did not send to its end is taken as nothing.
    let body = body.collect().await.map(http_body_util::Collected::to_bytes).unwrap_or_default();
    let target = head.uri.path_and_query().map_or("/", http::uri::PathAndQuery::as_str).to_owned();
    let received = Received { method: head.method.to_string(), target, headers: head.headers, body, expected: false };
    Ok(state.answer(received).map(Full::new))
}
