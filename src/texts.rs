//! Texts by key, with arguments and plurals, in one language (Project Fluent, `locales/LANG/*.ftl`).
//! Both faces call it; nothing below them has words for people.
//!
//! Loading only notes where each message stands; a file is parsed when its first text is asked for, so that the first
//! screen doesn't wait for helps and lessons. Hence a text may refer only to messages and terms of its own file.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

pub use crate::domain::rights;
use crate::fault::Arg;
use crate::fault::{Conflict, Fault, Flaw, Outcome, Reason};

/// Every locale file in the binary: language, file name, content.
pub static FILES: &[(&str, &str, &str)] = include!(concat!(env!("OUT_DIR"), "/locales.rs"));

/// The languages there are, the first is the default.
pub const LANGUAGES: [&str; 2] = ["fr", "en"];

/// Arguments with these names are said as they were typed, never counted or grouped: codes, years, numbers of files.
const AS_TYPED: [&str; 8] = ["value", "code", "number", "year", "ref", "id", "list", "line"];

type Bundle = FluentBundle<FluentResource>;

/// What a fault says: what happened, what it means for the work, what to do (wording.md, Voice).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Message {
    /// What happened.
    pub what: String,
    /// What it means for the user's work.
    pub means: String,
    /// What to do.
    pub todo: String,
}

/// The texts of one language. Cheap to clone, may be used from any thread.
#[derive(Clone)]
pub struct Texts {
    inner: Arc<Inner>,
    /// Names of those who hold the roles that few hold, for « Réservé au chef d'agence (Mme OBAME) ».
    people: Arc<Vec<(String, Vec<String>)>>,
}

struct Inner {
    lang: &'static str,
    files: Vec<Part>,
    /// Message id → place in `files`.
    index: HashMap<&'static str, usize>,
}

struct Part {
    name: &'static str,
    source: &'static str,
    bundle: OnceLock<Bundle>,
}

impl Texts {
    /// The texts of `fr` or `en`; another language is a wrong use (`wrong-lang`).
    pub fn load(lang: &str) -> Outcome<Texts> {
        let Some(lang) = LANGUAGES.into_iter().find(|l| *l == lang) else {
            return Err(Fault::wrong("wrong-lang").with("value", lang));
        };
        Ok(Texts::of(lang))
    }

    fn of(lang: &'static str) -> Texts {
        let mut files = Vec::new();
        let mut index = HashMap::new();
        for (_, name, source) in FILES.iter().filter(|(l, _, _)| *l == lang) {
            for id in ids(source) {
                index.insert(id, files.len());
            }
            files.push(Part { name, source, bundle: OnceLock::new() });
        }
        Texts { inner: Arc::new(Inner { lang, files, index }), people: Arc::default() }
    }

    /// The same texts that know who holds the roles that few hold: role id and names.
    pub fn with_people(mut self, people: Vec<(String, Vec<String>)>) -> Texts {
        self.people = Arc::new(people);
        self
    }

    /// The language: `fr` or `en`.
    pub fn lang(&self) -> &'static str {
        self.inner.lang
    }

    /// Whether there is a text of this key.
    pub fn has(&self, key: &str) -> bool {
        self.inner.index.contains_key(key)
    }

    /// Every key of this language, in no order.
    pub fn keys(&self) -> impl Iterator<Item = &'static str> {
        self.inner.index.keys().copied()
    }

    /// The text of a key. An unknown key gives itself and a line in the log.
    pub fn get(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// The text of a key with arguments. Whole numbers choose plurals and are grouped from five digits on.
    pub fn with(&self, key: &str, args: &[Arg]) -> String {
        self.form(key, None, args).unwrap_or_else(|| {
            tracing::warn!(key, lang = self.inner.lang, "no such text");
            key.to_owned()
        })
    }

    /// An attribute of a text, such as `full` (the long form of a label that had to be short).
    pub fn attribute(&self, key: &str, attribute: &str) -> Option<String> {
        self.form(key, Some(attribute), &[])
    }

    fn form(&self, key: &str, attribute: Option<&str>, args: &[Arg]) -> Option<String> {
        let bundle = self.inner.files.get(*self.inner.index.get(key)?)?.bundle(self.inner.lang);
        let message = bundle.get_message(key)?;
        let pattern = match attribute {
            Some(name) => message.get_attribute(name)?.value(),
            None => message.value()?,
        };
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            values.set(*name, argument(name, value));
        }
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&values), &mut errors).into_owned();
        for error in errors {
            tracing::warn!(key, lang = self.inner.lang, %error, "a text lacks something");
        }
        Some(text)
    }

    /// Label of a field: the record's own (`field-of-RECORD-ID`) or the general one (`field-ID`); at most 14 characters.
    pub fn field(&self, record: &str, id: &str) -> String {
        self.get(&self.field_key("field", record, id))
    }

    /// The long label of a field where the short one says less, else the label.
    pub fn field_full(&self, record: &str, id: &str) -> String {
        let key = self.field_key("field", record, id);
        self.attribute(&key, "full").unwrap_or_else(|| self.get(&key))
    }

    /// Help of a field: what goes in, an example, why it is asked and who sees it.
    pub fn field_help(&self, record: &str, id: &str) -> String {
        self.get(&self.field_key("help-field", record, id))
    }

    fn field_key(&self, stem: &str, record: &str, id: &str) -> String {
        let own = format!("{stem}-of-{}-{}", dashed(record), dashed(id));
        if self.has(&own) { own } else { format!("{stem}-{}", dashed(id)) }
    }

    /// Label of a state of a record's lifecycle (domain.md §3).
    pub fn state(&self, record: &str, state: &str) -> String {
        self.get(&format!("state-{}-{}", dashed(record), dashed(state)))
    }

    /// The sentence of a flaw, with the label of its field.
    pub fn flaw(&self, flaw: &Flaw) -> String {
        let mut args = flaw.args.clone();
        if !args.iter().any(|(name, _)| *name == "field") {
            args.push(("field", self.field("", flaw.field)));
        }
        self.with(flaw.key, &self.translated(args))
    }

    /// The three texts of a fault. The detail of a broken thing is for the log, never here.
    pub fn fault(&self, fault: &Fault) -> Message {
        match fault {
            Fault::Flaws(flaws) => self.flaws(flaws),
            Fault::Conflict(conflict) => self.conflict(conflict),
            Fault::Refused(reason) => self.reason("fault-refused", reason),
            Fault::Wrong(reason) => self.reason("fault-wrong", reason),
            Fault::Denied(deed) => self.denied(deed),
            Fault::Missing(record) => {
                let name = self.get(&format!("record-{}", dashed(record)));
                self.three("fault-missing", &[("record", name)])
            }
            Fault::Away => self.three("fault-away", &[]),
            Fault::Busy => self.three("fault-busy", &[]),
            Fault::Cancelled => self.three("fault-cancelled", &[]),
            Fault::Broken(_) => self.three("fault-broken", &[]),
        }
    }

    fn three(&self, stem: &str, args: &[Arg]) -> Message {
        let part = |end: &str| self.with(&format!("{stem}-{end}"), args);
        Message { what: part("what"), means: part("means"), todo: part("do") }
    }

    fn flaws(&self, flaws: &[Flaw]) -> Message {
        let errors = flaws.iter().filter(|f| !f.warning).count();
        let first = flaws.iter().find(|f| !f.warning).or_else(|| flaws.first());
        let mut message = self.three("fault-flaws", &[("count", errors.to_string())]);
        if let Some(flaw) = first {
            message.what = self.flaw(flaw);
        }
        message
    }

    fn conflict(&self, conflict: &Conflict) -> Message {
        let fields: Vec<String> = conflict.fields.iter().map(|c| self.field(conflict.record, c.field)).collect();
        let args = [
            ("record", self.get(&format!("record-{}", dashed(conflict.record)))),
            ("by", conflict.by.clone()),
            ("count", conflict.fields.len().to_string()),
            ("fields", fields.join(", ")),
        ];
        self.three("fault-conflict", &args)
    }

    /// A reason's own sentence; its own `-means` and `-do` where it has them, else those of its kind.
    /// In `refused-RECORD-state` the argument `situation` is the label of `state`, which stays as it is for texts that choose by it.
    fn reason(&self, stem: &str, reason: &Reason) -> Message {
        let mut args = self.translated(reason.args.clone());
        args.push(("administrator", self.administrator()));
        if let Some(record) = reason.key.strip_prefix("refused-").and_then(|k| k.strip_suffix("-state")) {
            // « someone was quicker » says the state of the same record.
            let record = record.strip_prefix("quicker-").unwrap_or(record);
            let state = args.iter().find(|(name, _)| *name == "state").map(|(_, value)| self.state(record, value));
            args.extend(state.map(|label| ("situation", label)));
        }
        let part = |end: &str| {
            let own = format!("{}-{end}", reason.key);
            if self.has(&own) { self.with(&own, &args) } else { self.with(&format!("{stem}-{end}"), &args) }
        };
        Message { what: self.with(reason.key, &args), means: part("means"), todo: part("do") }
    }

    /// Says who can: `who-can-DEED`, else the general sentence.
    fn denied(&self, deed: &str) -> Message {
        let key = format!("who-can-{}", dashed(deed));
        let mut message = self.three("fault-denied", &[]);
        if self.has(&key) {
            let names = self.names_for(deed);
            let who = if names.is_empty() { self.get(&key) } else { format!("{} ({})", self.get(&key), names.join(", ")) };
            message.what = self.with("fault-denied-who", &[("who", who)]);
        }
        message
    }

    /// Who can do a deed by name, where only roles that few hold can: two names at most.
    fn names_for(&self, deed: &str) -> Vec<String> {
        let roles = rights::deed_of(deed).map(rights::who_can).unwrap_or_default();
        let known = |role: &&str| self.people.iter().find(|(id, _)| id == role);
        if roles.iter().any(|role| known(role).is_none()) {
            return Vec::new();
        }
        let names = roles.iter().filter_map(known).flat_map(|(_, names)| names.iter().cloned());
        names.take(2).collect()
    }

    /// Whom to tell when the server needs a hand: the administrators by name, two at most; where none is known, the office's word for them.
    pub fn administrator(&self) -> String {
        let known = self.people.iter().find(|(role, names)| role == "admin" && !names.is_empty());
        known.map_or_else(
            || self.get("the-administrator"),
            |(_, names)| names.iter().take(2).cloned().collect::<Vec<_>>().join(", "),
        )
    }

    /// Arguments whose value is itself a key of the locales (a kind of character, a state) are said in words.
    fn translated(&self, mut args: Vec<Arg>) -> Vec<Arg> {
        for (name, value) in &mut args {
            if !AS_TYPED.contains(name) && value.contains('-') && self.has(value) {
                *value = self.get(value);
            }
        }
        args
    }
}

/// The texts of the first language, which is always there.
impl Default for Texts {
    fn default() -> Self {
        let [first, ..] = LANGUAGES;
        Texts::of(first)
    }
}

impl Part {
    fn bundle(&self, lang: &'static str) -> &Bundle {
        self.bundle.get_or_init(|| {
            let resource = FluentResource::try_new(self.source.to_owned()).unwrap_or_else(|(partly, errors)| {
                tracing::error!(lang, file = self.name, ?errors, "a file of texts has faults");
                partly
            });
            let language: LanguageIdentifier = lang.parse().unwrap_or_default();
            let mut bundle = Bundle::new_concurrent(vec![language]);
            // The marks around arguments (U+2068, U+2069) would reach terminals that show them as signs.
            bundle.set_use_isolating(false);
            bundle.set_formatter(Some(if lang == "fr" { number_fr } else { number_en }));
            if let Err(errors) = bundle.add_resource(resource) {
                tracing::error!(lang, file = self.name, ?errors, "texts given twice");
            }
            bundle
        })
    }
}

/// `in_measure` → `in-measure`: ids of fields, states and deeds as part of a key.
pub fn dashed(id: &str) -> String {
    id.replace('_', "-")
}

/// The message ids of a file: what stands before ` =` at the start of a line.
fn ids(source: &'static str) -> impl Iterator<Item = &'static str> {
    source
        .lines()
        .filter(|l| l.starts_with(|c: char| c.is_ascii_lowercase()))
        .filter_map(|l| Some(l.split_once('=')?.0.trim_end()))
}

fn argument<'a>(name: &str, value: &'a str) -> FluentValue<'a> {
    match value.parse::<i32>() {
        Ok(whole) if !AS_TYPED.contains(&name) && whole.to_string() == value => FluentNumber::from(whole).into(),
        _ => FluentValue::from(value),
    }
}

fn number_fr<M>(value: &FluentValue, _: &M) -> Option<String> {
    grouped(value, '\u{a0}')
}
fn number_en<M>(value: &FluentValue, _: &M) -> Option<String> {
    grouped(value, ',')
}

/// Thousands apart from five digits on (four read well, and years stay whole).
fn grouped(value: &FluentValue, between: char) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let plain = number.as_string().into_owned();
    let digits = plain.trim_start_matches('-').len();
    if digits < 5 || plain.contains('.') {
        return Some(plain);
    }
    Some(group(&plain, between))
}

/// A whole number with this sign between its thousands.
pub fn group(plain: &str, between: char) -> String {
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain), |d| ("-", d));
    let mut out = String::from(sign);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place) % 3 == 0 {
            out.push(between);
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(lang: &str) -> Texts {
        Texts::load(lang).unwrap()
    }
    fn man(lang: &str, count: &str) -> String {
        texts(lang).with("cli-man-done", &[("count", count.into()), ("path", "d".into())])
    }

    #[test]
    fn zero_and_one_are_singular_in_french_and_only_one_in_english() {
        assert_eq!(man("fr", "0"), "0 page écrite dans d.");
        assert_eq!(man("fr", "1"), "1 page écrite dans d.");
        assert_eq!(man("fr", "2"), "2 pages écrites dans d.");
        assert_eq!(man("en", "0"), "0 pages written to d.");
        assert_eq!(man("en", "1"), "1 page written to d.");
    }

    #[test]
    fn numbers_are_grouped_from_five_digits_and_what_was_typed_stays_as_it_is() {
        assert_eq!(man("fr", "1234567"), "1\u{a0}234\u{a0}567 pages écrites dans d.");
        assert_eq!(man("en", "150000"), "150,000 pages written to d.");
        assert_eq!(man("en", "2026"), "2026 pages written to d.");
        let flaw = Flaw::new("email", "flaw-email").with("value", "077123456");
        assert!(texts("en").flaw(&flaw).ends_with("not 077123456."));
        let flaw = Flaw::new("wage_min", "flaw-negative").with("value", "-150000");
        assert!(texts("en").flaw(&flaw).ends_with("not -150000."), "{}", texts("en").flaw(&flaw));
    }

    #[test]
    fn an_unknown_key_gives_itself_and_an_unknown_language_is_refused() {
        assert_eq!(texts("fr").get("no-such-key"), "no-such-key");
        assert_eq!(Texts::load("de").err(), Some(Fault::wrong("wrong-lang").with("value", "de")));
    }

    #[test]
    fn every_fault_says_what_happened_what_it_means_and_what_to_do() {
        let conflict = Conflict {
            record: "person",
            id: vec![],
            version: 3,
            by: "ZENG Anne".into(),
            at: String::new(),
            fields: vec![crate::fault::Clash { field: "surname", base: "A".into(), mine: "B".into(), theirs: "C".into() }],
        };
        let faults = [
            Fault::Flaws(vec![Flaw::warn("phone", "flaw-old").with("age", 70), Flaw::new("surname", "flaw-missing")]),
            Fault::Conflict(Box::new(conflict)),
            Fault::refused("refused-already-there"),
            Fault::Denied("deed_without_text"),
            Fault::Missing("vacancy"),
            Fault::Away,
            Fault::Busy,
            Fault::Cancelled,
            Fault::wrong("wrong-db-scheme").with("value", "mysql"),
            Fault::Broken("secret detail".into()),
        ];
        for lang in LANGUAGES {
            for fault in &faults {
                let said = texts(lang).fault(fault);
                for text in [&said.what, &said.means, &said.todo] {
                    assert!(text.ends_with(['.', ':']) || text.contains(' '), "{lang} {fault:?}: {text}");
                    assert!(!text.contains("fault-") && !text.contains('{') && !text.contains("secret"), "{text}");
                    assert!(!text.contains(['\u{2068}', '\u{2069}']));
                }
            }
        }
        let late = Fault::refused("refused-appointment-state").with("state", "in_progress");
        assert_eq!(texts("en").fault(&late).what, "Not possible: this appointment is in progress.");
        let incomplete = Fault::refused("refused-registration-state").with("state", "incomplete");
        assert_eq!(texts("fr").fault(&incomplete).what, "L'inscription est à compléter.");
        let strike = texts("fr").fault(&Fault::Denied("decide-strike"));
        assert_eq!(strike.what, "Réservé au chef d'agence.");
        let first = texts("fr").fault(&faults[0]);
        assert_eq!(first.what, "Nom(s)\u{a0}: à remplir.", "an error comes before a warning");
        assert!(texts("fr").fault(&faults[1]).means.contains("(personne)\u{a0}: Nom(s)."));
    }

    #[test]
    fn a_field_has_its_own_label_in_a_record_and_a_long_form_where_the_short_one_says_less() {
        let fr = texts("fr");
        assert_eq!(fr.field("person", "number"), "N° DE");
        assert_eq!(fr.field("letter", "number"), "Numéro");
        assert_eq!(fr.field_full("job_goal", "occupation"), "Métier recherché");
        assert_eq!(fr.field_full("person", "sex"), "Sexe");
        assert!(fr.field_help("vacancy", "wage_min").contains("SMIG"));
        assert_eq!(fr.state("registration", "in_measure"), "en mesure");
    }
}
