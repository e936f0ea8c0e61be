//! Vocabularies that an office loads: job titles, skills, moves between occupations, as ROME and ESCO publish them or in the neutral
//! CSV (product.md, `lists add`). A newer edition replaces the older one; codes that records hold stay as they are. After titles have
//! changed, the coding of free words is learnt anew. Called by `guichet lists`.

mod files;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::domain::ids::RowId;
use crate::domain::rights::{Deed, Owner};
use crate::domain::{fold, learnt, titles};
use crate::fault::{Fault, Outcome};
use crate::services::access;
use crate::services::search::{HEADING, LEFTOVERS};
use crate::store::vocabulary::{self as stored, Skill, SkillWord, Title};
use crate::store::{Desk, search};

pub use crate::store::vocabulary::Loaded;
pub use files::{Kind, forms};

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// What is loaded now.
    pub loaded: Loaded,
    /// Rows left out: no unit group is known for them, or they can't be read.
    pub left_out: u64,
    /// The same file was loaded already: nothing was done.
    pub same: bool,
}

/// What is loaded, the program's own lists not counted. Rights: everyone.
pub fn loaded(desk: &mut Desk) -> Outcome<Vec<Loaded>> {
    desk.read(stored::loaded)
}

/// Takes files in, in one transaction: all or none. Rights: those who keep code lists. Errors: `wrong-vocabulary-unknown`,
/// `wrong-vocabulary-crosswalk` (ROME's titles before ROME's table of ISCO-08), those of reading a file.
pub fn add(desk: &mut Desk, paths: &[PathBuf]) -> Outcome<Vec<Taken>> {
    access::may(desk, Deed::Lists, Owner::office())?;
    let known = desk.read(stored::loaded)?;
    let mut new = Vec::new();
    for path in paths {
        let (read, sha256) = (files::read(path)?, digest(path)?);
        let kind = read.form.kind;
        let file = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let loaded = Loaded { source: read.source.clone(), kind: kind.id().to_owned(), file, rows: 0, sha256, at: String::new() };
        new.push((read, loaded));
    }
    new.sort_by_key(|(read, _)| read.form.kind);
    let deed = desk.deed("lists-add");
    let (codes, now) = (std::sync::Arc::clone(&desk.rules.codes), crate::domain::record::instant_text(desk.now()));
    let taken = desk.write(deed, |w| {
        let mut taken = Vec::new();
        let mut titles_changed = false;
        for (read, loaded) in &new {
            let same = known.iter().find(|k| k.source == loaded.source && k.kind == loaded.kind && k.sha256 == loaded.sha256);
            if let Some(same) = same {
                taken.push(Taken { loaded: same.clone(), left_out: 0, same: true });
                continue;
            }
            let (rows, left_out) = match read.form.kind {
                Kind::Crosswalk => crosswalk(w, read)?,
                Kind::Titles => {
                    titles_changed = true;
                    job_titles(w, read, &codes)?
                }
                Kind::Near => near(w, read)?,
                Kind::Skills => skills(w, read)?,
            };
            let loaded = Loaded { rows: rows as i64, at: now.clone(), ..loaded.clone() };
            stored::note(w, &loaded);
            let id: RowId = w.new_id();
            w.saw("vocabulary", id);
            taken.push(Taken { loaded, left_out: left_out + read.bad, same: false });
        }
        if titles_changed {
            learn(w, &codes)?;
        }
        Ok(taken)
    })?;
    desk.forget_made();
    Ok(taken)
}

fn digest(path: &Path) -> Outcome<String> {
    let failed =
        |e: std::io::Error| Fault::wrong("wrong-file-unreadable").with("file", path.display()).with("detail", e.to_string());
    let mut file = std::fs::File::open(path).map_err(failed)?;
    let (mut sum, mut block) = (Sha256::new(), vec![0; 64 * 1024]);
    loop {
        match file.read(&mut block).map_err(failed)? {
            0 => return Ok(sum.finalize().iter().map(|b| format!("{b:02x}")).collect()),
            read => sum.update(block.get(..read).unwrap_or_default()),
        }
    }
}

type Count = (usize, u64);

fn crosswalk(w: &mut crate::store::Write<'_>, read: &files::Read) -> Outcome<Count> {
    let pairs: BTreeMap<String, String> =
        read.entries.iter().filter_map(|e| Some((e.code.clone(), e.groups.first()?.clone()))).collect();
    let pairs: Vec<(String, String)> = pairs.into_iter().collect();
    stored::put_crosswalk(w, &read.source, &pairs)?;
    Ok((pairs.len(), (read.entries.len() - pairs.len()) as u64))
}

/// From a vocabulary's occupation to the unit group: itself where it is one.
fn group(e: &files::Entry, cross: &HashMap<String, String>, codes: &crate::domain::code::Codes) -> Option<String> {
    e.groups
        .iter()
        .find_map(|g| cross.get(g).cloned().or_else(|| codes.get("ISCO", g).map(|c| c.code.clone())))
        .filter(|g| g.len() == 4)
}

fn job_titles(w: &mut crate::store::Write<'_>, read: &files::Read, codes: &crate::domain::code::Codes) -> Outcome<Count> {
    let cross = stored::crosswalk(w.reader(), &read.source)?;
    if read.source == "rome" && cross.is_empty() {
        return Err(Fault::wrong("wrong-vocabulary-crosswalk"));
    }
    let (mut all, mut left_out) = (Vec::new(), 0);
    for e in &read.entries {
        let Some(isco08) = group(e, &cross, codes).filter(|_| !e.fr.is_empty()) else {
            left_out += 1;
            continue;
        };
        // An office's own list has its two forms in two columns; a published one has further titles.
        let pairs = if read.form.columns.contains(&"title_f") {
            vec![std::iter::once(e.fr.clone()).chain(e.more.iter().cloned()).collect()]
        } else {
            std::iter::once(&e.fr).chain(&e.more).map(|t| forms(t)).collect::<Vec<_>>()
        };
        for both in pairs {
            let mut keys: Vec<String> = both.iter().map(|f| titles::stems(f).join(" ")).filter(|k| !k.is_empty()).collect();
            keys.sort();
            keys.dedup();
            let mut both = both.into_iter();
            let forms = [both.next().unwrap_or_default(), both.next().unwrap_or_default()];
            all.push(Title { isco08: isco08.clone(), forms, code: e.code.clone(), keys });
        }
    }
    stored::put_titles(w, &read.source, &all)?;
    Ok((all.len(), left_out))
}

fn near(w: &mut crate::store::Write<'_>, read: &files::Read) -> Outcome<Count> {
    let cross = stored::crosswalk(w.reader(), &read.source)?;
    if cross.is_empty() {
        return Err(Fault::wrong("wrong-vocabulary-crosswalk"));
    }
    let mut pairs: BTreeMap<(String, String), String> = BTreeMap::new();
    for e in &read.entries {
        let (Some(from), Some(to)) = (cross.get(&e.code), e.groups.first().and_then(|g| cross.get(g))) else { continue };
        let kind = if fold::fold(&e.fr).starts_with("proche") { "proche" } else { "evolution" };
        if from != to {
            // Without training is the stronger of two relations.
            let known = pairs.entry((from.clone(), to.clone())).or_insert_with(|| kind.to_owned());
            if kind == "proche" {
                kind.clone_into(known);
            }
        }
    }
    let left_out = read.entries.iter().filter(|e| !cross.contains_key(&e.code)).count() as u64;
    let rows: Vec<[String; 3]> = pairs.into_iter().map(|((from, to), kind)| [from, to, kind]).collect();
    stored::put_near(w, &read.source, &rows)?;
    Ok((rows.len(), left_out))
}

fn skills(w: &mut crate::store::Write<'_>, read: &files::Read) -> Outcome<Count> {
    let mut seen = HashSet::new();
    let own: Vec<(String, Skill)> = read
        .entries
        .iter()
        .filter(|e| !e.fr.is_empty() && !e.code.is_empty() && seen.insert(e.code.clone()))
        .map(|e| {
            let code = format!("{}:{}", read.source, e.code);
            let key = titles::stems(&e.fr).join(" ");
            (read.source.clone(), Skill { code, fr: e.fr.clone(), en: e.en.clone(), key })
        })
        .collect();
    let count = own.len();
    let mut all = stored::skills_but(w.reader(), &read.source)?;
    all.extend(own);
    let mut words: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for ((_, skill), number) in all.iter().zip(1u32..) {
        for word in fold::words(&skill.fr).into_iter().chain(fold::words(&skill.en)).filter(|w| !titles::says_nothing(w)) {
            let numbers = words.entry(word).or_default();
            if numbers.last() != Some(&number) {
                numbers.push(number);
            }
        }
    }
    let words: Vec<SkillWord> = words.into_iter().map(|(word, numbers)| (word.clone(), fold::sound(&word), numbers)).collect();
    stored::put_skills(w, &all, &words)?;
    Ok((count, (read.entries.len() - count) as u64))
}

/// Learns the coding of free words from every title that is known and the headings of the classification.
fn learn(w: &mut crate::store::Write<'_>, codes: &crate::domain::code::Codes) -> Outcome<()> {
    let mut lessons: Vec<(u16, String, f32)> = Vec::new();
    for title in search::all_job_titles(w.reader())? {
        if let Ok(group) = title.code.parse() {
            lessons.extend(title.forms.into_iter().map(|form| (group, form, title.trust as f32)));
        }
    }
    for heading in codes.list("ISCO").filter(|c| c.code.len() == 4) {
        let trust = if fold::fold(&heading.fr).contains("ailleurs") { LEFTOVERS } else { HEADING };
        lessons.extend(heading.code.parse().ok().map(|group| (group, heading.fr.clone(), trust as f32)));
    }
    stored::put_weights(w, &learnt::learn(&lessons))
}
