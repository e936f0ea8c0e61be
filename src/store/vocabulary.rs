//! Loaded vocabularies: titles, skills, relations between occupations, and what was learnt of the titles. A source is put in
//! place of its older edition. Called by `services/vocabulary` (loading) and `services/search` (coding free words).

use std::collections::HashMap;

use crate::domain::learnt::Weight;
use crate::domain::record::instant_text;
use crate::fault::{Outcome, Value};
use crate::store::search::vocabulary::{Asked, Words};
use crate::store::{Read, Stmt, Write};

/// Arguments of one statement.
const BLOCK: usize = 400;
/// Titles that begin as typed, at most.
const BEGUN: i64 = 40;
/// Skills looked at for the words typed, at most.
const LOOKED_AT: usize = 120;
/// Titles of one unit group that are looked at for the nearest.
const TITLES: i64 = 4_000;
const SKILL_WORDS: Words = Words { table: "skill_word", columns: "w.word, w.sound, w.n, w.skills", often: "w.n", also: "" };

/// What is loaded: one row a source and kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded {
    /// `rome`, `esco`, or the file's own name.
    pub source: String,
    /// `titles`, `skills`, `crosswalk`, `near`.
    pub kind: String,
    /// Name of the file.
    pub file: String,
    /// Rows taken.
    pub rows: i64,
    /// Digest of the file, in hexadecimal.
    pub sha256: String,
    /// When, UTC.
    pub at: String,
}

/// A title to be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// ISCO-08 unit group.
    pub isco08: String,
    /// Masculine and feminine, or the one form.
    pub forms: [String; 2],
    /// Its code in the vocabulary.
    pub code: String,
    /// The words of each form without gender, plural and accents.
    pub keys: Vec<String>,
}

/// A skill to be stored, or found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skill {
    /// `rome:23833`.
    pub code: String,
    /// French label.
    pub fr: String,
    /// English label, or empty.
    pub en: String,
    /// Its words without gender, plural and accents.
    pub key: String,
}

/// The words of a title, and its unit group.
pub type TitleWords = (String, String);
/// A word of labels and the numbers of the skills that bear it.
pub type SkillWord = (String, String, Vec<u32>);

/// Everything that is loaded, by source and kind.
pub fn loaded(read: &mut dyn Read) -> Outcome<Vec<Loaded>> {
    let sql = "SELECT source, kind, file, rows, sha256, loaded_at FROM vocabulary ORDER BY source, kind";
    Ok(read.all(sql, &[], |row| {
        Ok(Loaded {
            source: row.text("source")?.to_owned(),
            kind: row.text("kind")?.to_owned(),
            file: row.text("file")?.to_owned(),
            rows: row.int("rows")?,
            sha256: row.text("sha256")?.to_owned(),
            at: row.text("loaded_at")?.to_owned(),
        })
    })?)
}

/// Says that a file was taken in, in place of the one before.
pub fn note(w: &mut Write<'_>, new: &Loaded) {
    let (at, by) = (instant_text(w.now()), w.who().user);
    w.execute(
        "DELETE FROM vocabulary WHERE source = $1 AND kind = $2",
        vec![new.source.as_str().into(), new.kind.as_str().into()],
    );
    w.execute(
        "INSERT INTO vocabulary (source, kind, file, rows, sha256, loaded_at, loaded_by) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        vec![
            new.source.as_str().into(),
            new.kind.as_str().into(),
            new.file.as_str().into(),
            Value::Int(new.rows),
            new.sha256.as_str().into(),
            at.into(),
            by.into(),
        ],
    );
}

/// Puts the titles of a source in place of those it had.
pub fn put_titles(w: &mut Write<'_>, source: &str, titles: &[Title]) -> Outcome<()> {
    let engine = w.raw()?;
    engine.execute("DELETE FROM job_title WHERE source = $1", &[source.into()])?;
    engine.execute("DELETE FROM title_key WHERE source = $1", &[source.into()])?;
    let mut rows = titles.iter().zip(1i64..).map(|(t, number)| {
        let [male, female] = &t.forms;
        vec![
            source.into(),
            Value::Int(number),
            t.isco08.as_str().into(),
            male.as_str().into(),
            female.as_str().into(),
            t.code.as_str().into(),
        ]
    });
    engine.fill("job_title", &["source", "number", "isco08", "title_m", "title_f", "vocabulary_code"], &mut rows)?;
    let mut keys = titles.iter().zip(1i64..).flat_map(|(t, number)| {
        t.keys.iter().map(move |key| vec![source.into(), Value::Int(number), key.as_str().into(), t.isco08.as_str().into()])
    });
    engine.fill("title_key", &["source", "number", "words", "isco08"], &mut keys)?;
    Ok(())
}

/// Puts the crosswalk of a source (its occupation, ISCO-08) in place of the one it had.
pub fn put_crosswalk(w: &mut Write<'_>, source: &str, pairs: &[(String, String)]) -> Outcome<()> {
    let engine = w.raw()?;
    engine.execute("DELETE FROM crosswalk WHERE source = $1", &[source.into()])?;
    let mut rows = pairs.iter().map(|(code, isco)| vec![source.into(), code.as_str().into(), isco.as_str().into()]);
    engine.fill("crosswalk", &["source", "code", "isco08"], &mut rows)?;
    Ok(())
}

/// The crosswalk of a source: its occupation → ISCO-08.
pub fn crosswalk(read: &mut dyn Read, source: &str) -> Outcome<HashMap<String, String>> {
    let sql = "SELECT code, isco08 FROM crosswalk WHERE source = $1";
    let pairs = read.all(sql, &[source.into()], |row| Ok((row.text("code")?.to_owned(), row.text("isco08")?.to_owned())))?;
    Ok(pairs.into_iter().collect())
}

/// Puts the neighbours of a source in place of those it had.
pub fn put_near(w: &mut Write<'_>, source: &str, near: &[[String; 3]]) -> Outcome<()> {
    let engine = w.raw()?;
    engine.execute("DELETE FROM near WHERE source = $1", &[source.into()])?;
    let mut rows = near
        .iter()
        .map(|[isco, other, kind]| vec![source.into(), isco.as_str().into(), other.as_str().into(), kind.as_str().into()]);
    engine.fill("near", &["source", "isco08", "other", "kind"], &mut rows)?;
    Ok(())
}

/// All skills of the other sources, so that the words can be made again over everything.
pub fn skills_but(read: &mut dyn Read, source: &str) -> Outcome<Vec<(String, Skill)>> {
    let sql = "SELECT source, code, fr, en, words FROM vocabulary_skill WHERE source <> $1 ORDER BY number";
    Ok(read.all(sql, &[source.into()], |row| Ok((row.text("source")?.to_owned(), skill(row)?)))?)
}

fn skill(row: &crate::store::Row<'_>) -> Result<Skill, crate::store::DbError> {
    Ok(Skill {
        code: row.text("code")?.to_owned(),
        fr: row.text("fr")?.to_owned(),
        en: row.text("en")?.to_owned(),
        key: row.text("words")?.to_owned(),
    })
}

/// Puts all skills (source, skill; their numbers are their places from 1) and the words of their labels in place of what was there.
pub fn put_skills(w: &mut Write<'_>, skills: &[(String, Skill)], words: &[SkillWord]) -> Outcome<()> {
    let engine = w.raw()?;
    engine.execute("DELETE FROM vocabulary_skill", &[])?;
    engine.execute("DELETE FROM skill_word", &[])?;
    let mut rows = skills.iter().zip(1i64..).map(|((source, s), number)| {
        vec![
            s.code.as_str().into(),
            source.as_str().into(),
            Value::Int(number),
            s.fr.as_str().into(),
            s.en.as_str().into(),
            s.key.as_str().into(),
        ]
    });
    engine.fill("vocabulary_skill", &["code", "source", "number", "fr", "en", "words"], &mut rows)?;
    let mut rows = words.iter().map(|(word, sound, numbers)| {
        let packed: Vec<u8> = numbers.iter().flat_map(|n| n.to_le_bytes()).collect();
        vec![word.as_str().into(), sound.as_str().into(), Value::Int(numbers.len() as i64), Value::Blob(packed)]
    });
    engine.fill("skill_word", &["word", "sound", "n", "skills"], &mut rows)?;
    Ok(())
}

/// Puts what was learnt in place of what was known.
pub fn put_weights(w: &mut Write<'_>, weights: &[Weight]) -> Outcome<()> {
    let engine = w.raw()?;
    engine.execute("DELETE FROM title_weight", &[])?;
    let mut rows = weights.iter().map(|w| vec![Value::Int(w.feature), Value::Int(w.rarity), Value::Blob(w.codes.clone())]);
    engine.fill("title_weight", &["feature", "rarity", "codes"], &mut rows)?;
    Ok(())
}

/// What is known of a typed title: the weights of its features, and the titles (their words, ISCO-08) that are it or begin as it.
pub fn of_title(read: &mut dyn Read, features: &[i64], words: &str) -> Outcome<(Vec<Weight>, Vec<TitleWords>)> {
    let mut all = Vec::new();
    for block in features.chunks(BLOCK) {
        let marks: Vec<String> = (1..=block.len()).map(|n| format!("${n}")).collect();
        let sql = format!("SELECT feature, rarity, codes FROM title_weight WHERE feature IN ({})", marks.join(", "));
        all.push(Stmt::new(sql, block.iter().map(|key| Value::Int(*key)).collect()));
    }
    let end = format!("{words}\u{10FFFF}");
    all.push(Stmt::new(
        "SELECT words, isco08 FROM title_key WHERE words >= $1 AND words < $2 ORDER BY words LIMIT $3",
        vec![words.into(), end.into(), Value::Int(BEGUN)],
    ));
    let mut answers = read.gather(&all)?;
    let begun = answers.pop().unwrap_or_default();
    let mut weights = Vec::new();
    for ran in &answers {
        weights.extend(ran.all(|row| {
            Ok(Weight { feature: row.int("feature")?, rarity: row.int("rarity")?, codes: row.blob("codes")?.to_vec() })
        })?);
    }
    Ok((weights, begun.all(|row| Ok((row.text("words")?.to_owned(), row.text("isco08")?.to_owned())))?))
}

/// All titles of these unit groups, to show the one that is nearest to what was typed.
pub fn titles_of(read: &mut dyn Read, groups: &[String]) -> Outcome<Vec<(String, [String; 2])>> {
    if groups.is_empty() {
        return Ok(Vec::new());
    }
    let marks: Vec<String> = (1..=groups.len()).map(|n| format!("${n}")).collect();
    let sql = format!(
        "SELECT isco08, title_m, title_f FROM job_title WHERE isco08 IN ({}) \
         ORDER BY (CASE WHEN source = 'starter' THEN 0 ELSE 1 END), source, number LIMIT {TITLES}",
        marks.join(", ")
    );
    let args: Vec<Value> = groups.iter().map(|g| g.as_str().into()).collect();
    Ok(read.all(&sql, &args, |row| {
        Ok((row.text("isco08")?.to_owned(), [row.text("title_m")?.to_owned(), row.text("title_f")?.to_owned()]))
    })?)
}

/// Loaded skills that bear the words typed or words like them, those with the most and the rarest first.
pub fn skills_like(read: &mut dyn Read, terms: &[crate::domain::likeness::Term]) -> Outcome<Vec<Skill>> {
    let asked: Vec<Asked> = terms.iter().filter(|t| t.letters >= 3).map(|t| Asked::new(t, &SKILL_WORDS)).collect();
    let statements: Vec<Stmt> = asked.iter().flat_map(|a| a.statements.iter().cloned()).collect();
    let answers = read.gather(&statements)?;
    let mut sums: HashMap<u32, f64> = HashMap::new();
    for (term, mine) in terms.iter().filter(|t| t.letters >= 3).zip(crate::store::search::vocabulary::share(&asked, &answers)) {
        let mut best: HashMap<u32, f64> = HashMap::new();
        for ran in mine {
            ran.each(&mut |row| {
                let Some(how) = term.fits(row.text("word")?, row.text("sound")?) else { return Ok(()) };
                let worth = 1.0 / (1.0 + how.class() as f64) / (2.0 + row.int("n")? as f64).ln();
                for number in row.blob("skills")?.chunks_exact(4).filter_map(|c| c.try_into().ok().map(u32::from_le_bytes)) {
                    let known = best.entry(number).or_insert(0.0);
                    *known = known.max(worth);
                }
                Ok(())
            })?;
        }
        best.into_iter().for_each(|(number, worth)| *sums.entry(number).or_insert(0.0) += worth);
    }
    let mut ranked: Vec<(u32, f64)> = sums.into_iter().collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    ranked.truncate(LOOKED_AT);
    if ranked.is_empty() {
        return Ok(Vec::new());
    }
    let marks: Vec<String> = (1..=ranked.len()).map(|n| format!("${n}")).collect();
    let sql = format!("SELECT code, fr, en, words FROM vocabulary_skill WHERE number IN ({}) ORDER BY number", marks.join(", "));
    let args: Vec<Value> = ranked.iter().map(|(number, _)| Value::Int(i64::from(*number))).collect();
    Ok(read.all(&sql, &args, skill)?)
}
