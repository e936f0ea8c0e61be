//! Which published file is which, by its header: the neutral CSV, ROME's and ESCO's own files, and an office's own list. Called
//! by the loading.

use std::collections::HashMap;
use std::path::Path;

use crate::exchange::{Asked, Source};
use crate::fault::{Fault, Outcome};

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Occupation of the vocabulary → ISCO-08; read before the titles that need it.
    Crosswalk,
    /// Job titles.
    Titles,
    /// Moves from one occupation to another.
    Near,
    /// Skills.
    Skills,
}

impl Kind {
    /// As stored and shown.
    pub fn id(self) -> &'static str {
        match self {
            Kind::Crosswalk => "crosswalk",
            Kind::Titles => "titles",
            Kind::Near => "near",
            Kind::Skills => "skills",
        }
    }
}

/// A form of file: the columns that tell it, the source it belongs to, and where each thing stands.
pub struct Form {
    /// What it holds.
    pub kind: Kind,
    /// `rome`, `esco`; empty: the file's own name.
    pub source: &'static str,
    /// The columns by which it is known; all must be there.
    pub columns: &'static [&'static str],
    /// Columns of the code of the thing itself.
    pub code: &'static [&'static str],
    /// Columns of the unit group, or of the vocabulary's occupation; the first that isn't empty.
    pub group: &'static [&'static str],
    /// Columns of the French text, the first that isn't empty.
    pub fr: &'static [&'static str],
    /// Further titles, one a line or between `|`.
    pub more: &'static [&'static str],
    /// Columns of the English text.
    pub en: &'static [&'static str],
    /// A row is taken when one of these columns has this value.
    pub only: &'static [(&'static str, &'static [&'static str])],
}

const NONE: Form =
    Form { kind: Kind::Titles, source: "", columns: &[], code: &[], group: &[], fr: &[], more: &[], en: &[], only: &[] };

/// The forms that are known, the most telling first.
pub const FORMS: &[Form] = &[
    Form {
        source: "rome",
        columns: &["ogr", "rome", "title_short_fr", "title_fr"],
        code: &["ogr"],
        group: &["rome"],
        fr: &["title_fr", "title_short_fr"],
        ..NONE
    },
    Form {
        source: "esco",
        columns: &["esco", "isco08", "title_fr"],
        code: &["esco"],
        group: &["isco08"],
        fr: &["title_fr"],
        ..NONE
    },
    Form {
        source: "rome",
        columns: &["code_ogr", "libelle_appellation_long", "code_rome"],
        code: &["code_ogr"],
        group: &["code_rome", "code_rome_parent"],
        fr: &["libelle_appellation_long", "libelle_appellation_court"],
        ..NONE
    },
    Form {
        source: "esco",
        columns: &["conceptUri", "iscoGroup", "preferredLabel"],
        code: &["conceptUri"],
        group: &["iscoGroup"],
        fr: &["preferredLabel"],
        more: &["altLabels", "hiddenLabels"],
        ..NONE
    },
    Form { columns: &["isco08", "title_m", "title_f"], group: &["isco08"], fr: &["title_m"], more: &["title_f"], ..NONE },
    Form { kind: Kind::Crosswalk, source: "rome", columns: &["rome", "isco08"], code: &["rome"], group: &["isco08"], ..NONE },
    Form {
        kind: Kind::Near,
        source: "rome",
        columns: &["rome", "rome_target", "kind"],
        code: &["rome"],
        group: &["rome_target"],
        fr: &["kind"],
        ..NONE
    },
    Form {
        kind: Kind::Near,
        source: "rome",
        columns: &["code_rome", "code_rome_cible", "libelle_type_mobilite"],
        code: &["code_rome"],
        group: &["code_rome_cible"],
        fr: &["libelle_type_mobilite"],
        ..NONE
    },
    Form {
        kind: Kind::Skills,
        source: "esco",
        columns: &["conceptUri", "skillType", "preferredLabel"],
        code: &["conceptUri"],
        fr: &["preferredLabel"],
        ..NONE
    },
    Form {
        kind: Kind::Skills,
        source: "esco",
        columns: &["esco_skill", "label_fr"],
        code: &["esco_skill"],
        fr: &["label_fr"],
        ..NONE
    },
    // « environnement » says where one works: no skill.
    Form {
        kind: Kind::Skills,
        source: "rome",
        columns: &["skill", "kind", "label_fr"],
        code: &["skill"],
        fr: &["label_fr"],
        only: &[("kind", &["savoir-faire", "savoir"])],
        ..NONE
    },
    Form {
        kind: Kind::Skills,
        source: "rome",
        columns: &["code_ogr", "libelle_competence"],
        code: &["code_ogr"],
        fr: &["libelle_competence"],
        ..NONE
    },
    Form {
        kind: Kind::Skills,
        source: "rome",
        columns: &["code_ogr", "libelle_savoir"],
        code: &["code_ogr"],
        fr: &["libelle_savoir"],
        ..NONE
    },
    Form {
        kind: Kind::Skills,
        columns: &["code", "title_fr", "title_en"],
        code: &["code"],
        fr: &["title_fr"],
        en: &["title_en"],
        ..NONE
    },
];

/// One row of a file, by what its columns mean.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// Its own code.
    pub code: String,
    /// Unit group or occupation, those that aren't empty in the order of the form.
    pub groups: Vec<String>,
    /// French text.
    pub fr: String,
    /// Further texts.
    pub more: Vec<String>,
    /// English text.
    pub en: String,
}

/// A file as it was read.
pub struct Read {
    /// Its form.
    pub form: &'static Form,
    /// Its source: the form's, else the file's own name.
    pub source: String,
    /// Rows.
    pub entries: Vec<Entry>,
    /// Rows that can't be read, by their form alone.
    pub bad: u64,
}

/// Reads a file. Errors: those of [`Source::open`]; `wrong-vocabulary-unknown` when its header is none of those known.
pub fn read(path: &Path) -> Outcome<Read> {
    let source = Source::open(path, &Asked::default())?;
    let (mut form, mut entries, mut bad) = (None, Vec::new(), 0);
    let mut places: HashMap<String, usize> = HashMap::new();
    source.each(&mut |line| {
        if form.is_none() {
            places = line.cells.iter().enumerate().map(|(at, name)| (name.trim().to_owned(), at)).collect();
            let known = FORMS.iter().find(|f| f.columns.iter().all(|c| places.contains_key(*c)));
            form = Some(known.ok_or_else(|| {
                Fault::wrong("wrong-vocabulary-unknown").with("file", path.display()).with("columns", line.cells.join(", "))
            })?);
            return Ok(());
        }
        if line.bad.is_some() {
            bad += 1;
        } else if let Some(form) = form {
            let cell = |name: &str| places.get(name).and_then(|at| line.cells.get(*at)).map_or("", |c| c.trim()).to_owned();
            entries.extend(entry(form, &cell));
        }
        Ok(())
    })?;
    let form = form.ok_or_else(|| Fault::wrong("wrong-file-empty").with("file", path.display()))?;
    let own = || path.file_stem().map(|s| s.to_string_lossy().to_lowercase()).unwrap_or_default();
    let source = if form.source.is_empty() { own() } else { form.source.to_owned() };
    Ok(Read { form, source, entries, bad })
}

fn entry(form: &Form, cell: &dyn Fn(&str) -> String) -> Option<Entry> {
    if form.only.iter().any(|(column, values)| !values.contains(&cell(column).as_str())) {
        return None;
    }
    let first = |columns: &[&str]| columns.iter().map(|c| cell(c)).find(|text| !text.is_empty()).unwrap_or_default();
    let more = form.more.iter().flat_map(|c| cell(c).split(['\n', '|']).map(|t| t.trim().to_owned()).collect::<Vec<_>>());
    Some(Entry {
        // A published address ends with the code.
        code: first(form.code).rsplit('/').next().unwrap_or_default().to_owned(),
        groups: form.group.iter().map(|c| cell(c)).filter(|g| !g.is_empty()).collect(),
        fr: first(form.fr),
        more: more.filter(|t| !t.is_empty()).collect(),
        en: first(form.en),
    })
}

/// The forms of a title: « Chauffeur / Chauffeuse de taxi » is « Chauffeur de taxi » and « Chauffeuse de taxi »; what stands after
/// the second holds for both.
pub fn forms(title: &str) -> Vec<String> {
    let parts: Vec<&str> = match title.split(" / ").collect::<Vec<_>>() {
        one if one.len() > 1 => one,
        _ => title.split('/').collect(),
    };
    let [male, female] = parts.as_slice() else {
        return parts.iter().map(|p| p.trim().to_owned()).filter(|p| !p.is_empty()).collect();
    };
    let (male, female) = (male.trim(), female.trim());
    let head = male.split_whitespace().count();
    let tail: Vec<&str> = female.split_whitespace().skip(head).collect();
    let whole = if tail.is_empty() { male.to_owned() } else { format!("{male} {}", tail.join(" ")) };
    vec![whole, female.to_owned()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_genders_of_a_title_are_whole() {
        assert_eq!(forms("Chauffeur / Chauffeuse de taxi"), ["Chauffeur de taxi", "Chauffeuse de taxi"]);
        assert_eq!(forms("Agent de sécurité / Agente de sécurité"), ["Agent de sécurité", "Agente de sécurité"]);
        assert_eq!(forms("officier de marine/officière de marine"), ["officier de marine", "officière de marine"]);
        assert_eq!(forms("Pilote d'hélicoptère"), ["Pilote d'hélicoptère"]);
    }
}
