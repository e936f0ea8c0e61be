//! Text by key, with arguments and plurals, in one language. Called by the faces.

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};

pub use crate::fault::Arg;

const FR: &[&str] = &[include_str!("../locales/fr/tui.ftl")];
const EN: &[&str] = &[include_str!("../locales/en/tui.ftl")];

/// The texts of one language.
pub struct Texts {
    lang: String,
    bundle: FluentBundle<FluentResource>,
}

impl Texts {
    /// French unless `en`.
    pub fn load(lang: &str) -> Texts {
        let lang = if lang == "en" { "en" } else { "fr" };
        let mut bundle = FluentBundle::new(lang.parse().into_iter().collect());
        bundle.set_use_isolating(false);
        for source in if lang == "en" { EN } else { FR } {
            let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(partial, _)| partial);
            bundle.add_resource_overriding(resource);
        }
        Texts { lang: lang.to_owned(), bundle }
    }
    /// The text; the key itself where there is none.
    pub fn get(&self, key: &str) -> String {
        self.with(key, &[])
    }
    /// The text with arguments; those that are whole numbers choose the plural.
    pub fn with(&self, key: &str, args: &[Arg]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|m| m.value()) else { return key.to_owned() };
        let mut given = FluentArgs::new();
        for (name, value) in args {
            let value = value.parse::<i64>().map_or_else(|_| FluentValue::from(value.clone()), FluentValue::from);
            given.set(*name, value);
        }
        self.bundle.format_pattern(pattern, Some(&given), &mut Vec::new()).into_owned()
    }
    /// Whether there is such a text.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }
    /// `fr` or `en`.
    pub fn lang(&self) -> &str {
        &self.lang
    }
}
