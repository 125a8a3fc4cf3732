//! Addresses of lists: a filter that nobody filled in is left out of them, so that what is kept,
//! sent and come back to says only what it narrows.

use axum::extract::Request;
use axum::http::{Method, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Redirect, Response};

/// Sends a form of filters on to the address without the fields that were left empty.
pub(crate) async fn tidied(request: Request, next: Next) -> Response {
    if request.method() == Method::GET
        && let Some(tidy) = tidy(request.uri())
    {
        return Redirect::to(&tidy).into_response();
    }
    next.run(request).await
}

/// The same address without its empty fields, where it has any.
fn tidy(uri: &Uri) -> Option<String> {
    let query = uri.query()?;
    let given: Vec<&str> =
        query.split('&').filter(|it| !it.is_empty() && !it.ends_with('=')).collect();
    if given.len() == query.split('&').count() {
        return None;
    }
    let path = uri.path();
    Some(if given.is_empty() { path.to_owned() } else { format!("{path}?{}", given.join("&")) })
}

#[cfg(test)]
mod tests {
    use super::tidy;

    #[track_caller]
    fn check(address: &str, expect: Option<&str>) {
        assert_eq!(tidy(&address.parse().unwrap()).as_deref(), expect);
    }

    #[test]
    fn what_is_empty_is_left_out_and_what_is_given_stays_as_it_is() {
        check(
            "/caseload?strand=&supervised=statutory&name=",
            Some("/caseload?supervised=statutory"),
        );
        check("/caseload?strand=&name=", Some("/caseload"));
        check("/caseload?name=a%20%3D&page=2", None);
        check("/caseload", None);
        check("/caseload?", Some("/caseload"));
    }
}
