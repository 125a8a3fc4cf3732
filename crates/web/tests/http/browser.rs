//! A browser without a window: keeps its cookie, sends forms, and reads pages as text.

use app::testing::{PASSWORD, Partnership};
use app::user::DemoAccounts;
use axum::Router;
use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE};
use axum::http::{Request, StatusCode};
use domain::user::Role;
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;
use web::{CookieTravels, Settings, Web, router};

/// One browser, with nobody signed in at first.
#[derive(Debug, Clone)]
pub(crate) struct Browser {
    router: Router,
    cookie: Option<String>,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Seen {
    pub(crate) status: StatusCode,
    pub(crate) location: Option<String>,
    pub(crate) html: String,
}

impl Browser {
    pub(crate) fn on(partnership: &Partnership) -> Self {
        let settings = Settings { demo: DemoAccounts::Refused, cookie: CookieTravels::Anyhow };
        let router = router(Web::new((**partnership.app_ref()).clone(), settings));
        Self { router, cookie: None }
    }

    /// A browser in which whoever holds the role has signed in.
    pub(crate) async fn of(partnership: &Partnership, role: Role) -> Self {
        let mut browser = Self::on(partnership);
        let email = Partnership::email(role);
        let seen = browser.post("/sign-in", &[("email", &email), ("password", PASSWORD)]).await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.text());
        browser
    }

    pub(crate) async fn get(&mut self, path: &str) -> Seen {
        let request = Request::get(path).body(Body::empty()).unwrap();
        self.send(request).await
    }

    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Seen {
        let body = serde_html_form::to_string(fields).unwrap();
        let request = Request::post(path)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .unwrap();
        self.send(request).await
    }

    /// Follows a redirect to the page behind it.
    pub(crate) async fn follow(&mut self, seen: &Seen) -> Seen {
        let path = seen.location.clone().unwrap_or_else(|| panic!("no redirect: {}", seen.text()));
        self.get(&path).await
    }

    pub(crate) async fn send(&mut self, mut request: Request<Body>) -> Seen {
        if let Some(cookie) = &self.cookie {
            request.headers_mut().insert(COOKIE, cookie.parse().unwrap());
        }
        let response = self.router.clone().oneshot(request).await.unwrap();
        let header = |name| response.headers().get(name).map(|it| it.to_str().unwrap().to_owned());
        let (location, cookie) = (header(LOCATION), header(SET_COOKIE));
        if let Some(cookie) = cookie {
            self.cookie = cookie.split(';').next().map(str::to_owned);
        }
        let status = response.status();
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        Seen { status, location, html: String::from_utf8_lossy(&bytes).into_owned() }
    }
}

impl Seen {
    /// The words of the page's main part, white space folded.
    pub(crate) fn text(&self) -> String {
        let main = self.html.split_once("<main").map_or(self.html.as_str(), |(_, it)| it);
        let main = main.split_once("</main>").map_or(main, |(it, _)| it);
        let mut text = String::new();
        let mut inside = !self.html.contains("<main");
        for letter in main.chars() {
            match letter {
                '<' => inside = false,
                '>' => {
                    inside = true;
                    text.push(' ');
                }
                _ if inside => text.push(letter),
                _ => {}
            }
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Fails unless the main part says this.
    #[track_caller]
    pub(crate) fn says(&self, words: &str) -> &Self {
        assert!(self.text().contains(words), "{words:?} is not in: {}", self.text());
        self
    }

    /// Fails if the page says this anywhere.
    #[track_caller]
    pub(crate) fn never_says(&self, words: &str) -> &Self {
        assert!(!self.html.contains(words), "{words:?} is in: {}", self.text());
        self
    }
}
