//! Templates, pages and components.

mod components;
mod fixtures;
mod html;
mod pages;
