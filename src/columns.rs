//! Words for files that come in: labels of columns in all languages, sentences of flaws, headings of what is written beside the file; and
//! with them the look at a file and its import. Called by the command line and by the import screen, which so have one way only.

use crate::fault::{Flaw, Outcome};
use crate::services::import::sketch::{self, Sketch};
use crate::services::import::{self, Desk, Face, Importable, Labels, Report, Wish, Words};
use crate::texts::{LANGUAGES, Texts};

/// The label of a column of this kind.
pub fn label(texts: &Texts, kind: &Importable, id: &str) -> String {
    let table = (kind.columns)().iter().find(|(column, _)| *column == id).map_or("", |(_, table)| table);
    texts.field_full(table, id)
}

/// The labels of all columns and states of a kind, and our own headings, in all languages. Errors: a broken locale.
pub fn labels(kind: &Importable) -> Outcome<Labels> {
    let mut labels = Labels::default();
    let (record, states) = (kind.states.0, (kind.states.1)());
    for state in &states {
        labels.state(state, state);
    }
    for lang in LANGUAGES {
        let texts = Texts::load(lang)?;
        for (id, table) in (kind.columns)() {
            labels.field(&texts.field_full(table, id), id);
            labels.field(&texts.field(table, id), id);
        }
        for state in &states {
            labels.state(&texts.state(record, state), state);
        }
        let words = words(&texts);
        [&words.line, &words.column, &words.reason].into_iter().for_each(|w| labels.pass_over(w));
    }
    Ok(labels)
}

/// The words of the files that an import writes.
pub fn words(texts: &Texts) -> Words {
    Words {
        line: texts.get("exchange-line"),
        column: texts.get("exchange-column"),
        reason: texts.get("exchange-reason"),
        rejects: texts.get("exchange-rejects-word"),
        warnings: texts.get("exchange-warnings-word"),
    }
}

/// Imports a file, or tries it. Rights and errors: [`Importable::run`].
pub fn take(kind: &Importable, texts: &Texts, desk: &mut Desk, wish: &Wish) -> Outcome<Report> {
    let say = |flaw: &Flaw| texts.flaw(flaw);
    let label = |id: &str| label(texts, kind, id);
    let noted = |id: &str, text: &str| texts.with("exchange-noted", &[("field", label(id)), ("value", text.to_owned())]);
    let face = Face { labels: labels(kind)?, say: &say, label: &label, noted: &noted, words: words(texts) };
    (kind.run)(desk, wish, &face)
}

/// How a file is written, which column is which field, its first rows; of this kind, or of the one that knows most of its columns.
/// Errors: `wrong-file-…`.
pub fn look(kind: Option<&'static Importable>, wish: &Wish) -> Outcome<Sketch> {
    let kinds = import::KINDS.iter().filter(|k| kind.is_none_or(|wanted| wanted.name == k.name));
    let kinds: Vec<(&'static Importable, Labels)> = kinds.map(|k| Ok((k, labels(k)?))).collect::<Outcome<_>>()?;
    sketch::look(wish, &kinds)
}
