//! What is told to `tracing`: a span for each request that is sent, with OpenTelemetry's names, and an event for each
//! wait. Without the feature `tracing`, nothing.
//!
//! No header, no query and no body is told: they may hold secrets.

#[cfg(feature = "tracing")]
pub(crate) use on::{Span, pause};

#[cfg(not(feature = "tracing"))]
pub(crate) use off::{Span, pause};

#[cfg(feature = "tracing")]
mod on {
    use std::future::Future;
    use std::time::Duration;

    use tracing::Instrument as _;
    use tracing::field::Empty;

    use crate::answer::Answer;
    use crate::client::BaseUrl;
    use crate::descriptor::Endpoint;
    use crate::error::Failure;
    use crate::request::Prepared;

    /// One request, from sending it to the end of its answer.
    pub(crate) struct Span(tracing::Span);

    impl Span {
        /// `resends` is how often the call was sent before.
        pub(crate) fn of(call: &Prepared, server: &BaseUrl, resends: u32) -> Self {
            let Endpoint { id, path: template, method, .. } = call.endpoint;
            let method = http::Method::from(*method);
            let path = call.target.split('?').next().unwrap_or_default();
            let span = tracing::info_span!(
                target: "feishu_runtime",
                "HTTP request",
                otel.name = format_args!("{method} {template}"),
                otel.kind = "client",
                otel.status_code = Empty,
                http.request.method = method.as_str(),
                http.request.resend_count = (resends > 0).then_some(resends),
                http.response.status_code = Empty,
                server.address = server.host(),
                server.port = server.port(),
                url.full = format_args!("{}{path}", server.as_str()),
                url.template = template,
                "error.type" = Empty,
                feishu.endpoint = id,
                feishu.code = Empty,
                feishu.log_id = Empty,
            );
            Self(span)
        }

        /// What the future yields; what happens meanwhile belongs to the span.
        pub(crate) async fn around<F: Future>(&self, future: F) -> F::Output {
            future.instrument(self.0.clone()).await
        }

        /// Records how it ended.
        pub(crate) fn end(&self, outcome: &Result<Answer, Failure>) {
            match outcome {
                Ok(answer) => self.answered(Some(answer.http_status()), answer.log_id()),
                Err(failure) => {
                    self.answered(failure.http_status(), failure.log_id());
                    if let Some(code) = failure.code() {
                        self.0.record("feishu.code", code);
                    }
                    self.0.record("otel.status_code", "ERROR");
                    self.0.record("error.type", error_type(failure));
                }
            }
        }

        fn answered(&self, status: Option<u16>, log_id: Option<&str>) {
            if let Some(status) = status {
                self.0.record("http.response.status_code", status);
            }
            if let Some(log_id) = log_id {
                self.0.record("feishu.log_id", log_id);
            }
        }
    }

    /// What kind of error it is, in few words.
    fn error_type(failure: &Failure) -> String {
        match failure {
            Failure::Api(error) => error.code.to_string(),
            Failure::RateLimited(_) => "rate_limited".to_owned(),
            Failure::Token(_) => "token".to_owned(),
            Failure::Transport(error) => format!("{:?}", error.kind()).to_lowercase(),
            Failure::Decode(_) => "decode".to_owned(),
            Failure::InvalidArgument(_) => "invalid_argument".to_owned(),
            Failure::Paging(_) => "paging".to_owned(),
        }
    }

    /// A call waits before it is made again.
    pub(crate) fn pause(endpoint: &'static str, pause: Duration, failure: &Failure) {
        tracing::event!(
            target: "feishu_runtime",
            tracing::Level::DEBUG,
            feishu.endpoint = endpoint,
            feishu.log_id = failure.log_id(),
            reason = error_type(failure),
            pause_ms = u64::try_from(pause.as_millis()).unwrap_or(u64::MAX),
            "the call is made again after a pause"
        );
    }
}

#[cfg(not(feature = "tracing"))]
mod off {
    use std::future::Future;
    use std::time::Duration;

    use crate::answer::Answer;
    use crate::client::BaseUrl;
    use crate::error::Failure;
    use crate::request::Prepared;

    pub(crate) struct Span;

    #[expect(clippy::unused_self, reason = "the same form as with the feature")]
    impl Span {
        pub(crate) fn of(_: &Prepared, _: &BaseUrl, _: u32) -> Self {
            Self
        }

        pub(crate) async fn around<F: Future>(&self, future: F) -> F::Output {
            future.await
        }

        pub(crate) fn end(&self, _: &Result<Answer, Failure>) {}
    }

    pub(crate) fn pause(_: &'static str, _: Duration, _: &Failure) {}
}
