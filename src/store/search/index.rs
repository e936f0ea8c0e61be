//! The search index: what is written when a person, an employer or a vacancy is saved, one at a time or many at once.
//! Called by the services that save them (the statements fly in the save's own transaction), by import and the training
//! office ([`Batch`]), by erasure ([`forget`]).

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::employer::Employer;
use crate::domain::fold;
use crate::domain::person::Person;
use crate::domain::vacancy::Vacancy;
use crate::fault::{Outcome, Value};
use crate::store::search::packed;
use crate::store::{DbError, Engine, Read, Stmt, Write};

/// Columns of `name_word`, as [`Batch::word_rows`] gives them.
const WORD_COLUMNS: &[&str] = &["id", "word", "sound", "people", "recent"];
/// Columns of `name_people`, as [`Batch::people_rows`] gives them.
const PEOPLE_COLUMNS: &[&str] = &["id", "people"];
/// Columns of `offer_word`, as [`employer_rows`] and [`vacancy_rows`] give them.
pub const OFFER_COLUMNS: &[&str] = &["word", "sound", "kind", "subject"];

const HOLD: &str = "UPDATE name_word SET people = people + 1 WHERE id = 0";
const WORD: &str = "INSERT INTO name_word (id, word, sound, people, recent) \
    VALUES ((SELECT max(id) + 1 FROM name_word), $1, $2, $3, $4) \
    ON CONFLICT (word) DO UPDATE SET people = name_word.people + excluded.people, \
    recent = CASE WHEN length(excluded.recent) >= 60 THEN excluded.recent \
    WHEN length(name_word.recent) + length(excluded.recent) > 60 \
    THEN CAST(substr(name_word.recent, length(name_word.recent) + length(excluded.recent) - 59) || excluded.recent AS blob) \
    ELSE CAST(name_word.recent || excluded.recent AS blob) END";
const PEOPLE: &str = "INSERT INTO name_people (id, people) \
    SELECT w.id * 256 + $2, $3 FROM name_word w WHERE w.word = $1 \
    ON CONFLICT (id) DO UPDATE SET people = CAST(name_people.people || excluded.people AS blob)";
const FEWER: &str = "UPDATE name_word SET people = people - 1 WHERE word = $1 AND people > 0";

/// All words of a person's names, each once.
pub fn words_of(person: &Person) -> BTreeSet<String> {
    let parts = [Some(person.surname.as_str()), person.given_names.as_deref(), person.married_name.as_deref()];
    parts.into_iter().flatten().flat_map(fold::words).collect()
}

/// Brings the index from one state of a person to the next inside the write that saves the person; none before: a new
/// person, who has an `index_no`. A word that is no longer borne leaves its mark (the search looks at the names
/// themselves, so it finds nobody wrongly); [`forget`] takes it out, for erasure.
pub fn index_person(w: &mut Write<'_>, before: Option<&Person>, after: Option<&Person>) -> Outcome<()> {
    queue(w, person_statements(before, after))
}

fn queue(w: &mut Write<'_>, all: Vec<Stmt>) -> Outcome<()> {
    for stmt in all {
        w.execute(stmt.sql, stmt.args);
    }
    Ok(())
}

/// The same as statements.
fn person_statements(before: Option<&Person>, after: Option<&Person>) -> Vec<Stmt> {
    let old = before.map(words_of).unwrap_or_default();
    let new = after.map(words_of).unwrap_or_default();
    let mut batch = Batch::default();
    if let Some(person) = after {
        for word in new.difference(&old) {
            batch.put(word, person.index_no);
        }
    }
    let mut all = batch.statements();
    all.extend(old.difference(&new).map(|word| Stmt::new(FEWER, vec![word.as_str().into()])));
    all
}

/// Takes a person out of the index altogether, inside the write that erases the names. It changes only what is still as
/// it was read here: someone else's word added meanwhile is never lost.
pub fn forget(w: &mut Write<'_>, person: &Person) -> Outcome<()> {
    let all = forgotten(w.reader(), person)?;
    queue(w, all)
}

fn forgotten(read: &mut dyn Read, person: &Person) -> Outcome<Vec<Stmt>> {
    let (block, low) = packed::split(person.index_no);
    let mut all = Vec::new();
    for word in words_of(person) {
        let kept = read.one(
            "SELECT w.id, w.recent, n.id AS at, n.people FROM name_word w JOIN name_people n ON n.id = w.id * 256 + $2 WHERE w.word = $1",
            &[word.as_str().into(), Value::Int(block)],
            |row| {
                Ok((row.int("id")?, row.blob("recent")?.to_vec(), row.int("at")?, row.blob("people")?.to_vec()))
            },
        )?;
        let Some((id, recent, at, people)) = kept else { continue };
        let without: Vec<u8> = people.chunks_exact(2).filter(|c| *c != low.to_le_bytes()).flatten().copied().collect();
        let later = packed::recent_without(&recent, person.index_no);
        all.push(Stmt::new(
            "UPDATE name_people SET people = $1 WHERE id = $2 AND people = $3",
            vec![Value::Blob(without), Value::Int(at), Value::Blob(people)],
        ));
        all.push(Stmt::new(
            "UPDATE name_word SET people = people - 1, recent = $1 WHERE id = $2 AND recent = $3",
            vec![Value::Blob(later), Value::Int(id), Value::Blob(recent)],
        ));
        all.push(Stmt::new("DELETE FROM name_word WHERE id = $1 AND people <= 0", vec![Value::Int(id)]));
    }
    Ok(all)
}

/// Many people's words, gathered to be written together.
#[derive(Debug, Default)]
pub struct Batch {
    words: BTreeMap<String, Vec<u32>>,
}

impl Batch {
    /// Adds a person by names and `index_no`. People come in the order of `index_no`.
    pub fn add(&mut self, person: &Person) {
        for word in words_of(person) {
            self.put(&word, person.index_no);
        }
    }
    /// Adds one word of a person.
    pub fn put(&mut self, word: &str, index_no: i64) {
        let Ok(no) = u32::try_from(index_no) else { return };
        match self.words.get_mut(word) {
            Some(people) => people.push(no),
            None => drop(self.words.insert(word.to_owned(), vec![no])),
        }
    }
    /// Number of different words.
    pub fn len(&self) -> usize {
        self.words.len()
    }
    /// Whether nothing was added.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
    /// Statements that add all of it to an index in use, words in one order for all sessions (no two wait for each other).
    pub fn statements(&self) -> Vec<Stmt> {
        if self.words.is_empty() {
            return Vec::new();
        }
        let mut all = vec![Stmt::new(HOLD, Vec::new())];
        for (word, people) in &self.words {
            let count = people.len() as i64;
            let recent = packed::recent(people);
            all.push(Stmt::new(WORD, vec![word.as_str().into(), key_of(word).into(), Value::Int(count), Value::Blob(recent)]));
            for (block, low) in packed::blocks(people) {
                all.push(Stmt::new(PEOPLE, vec![word.as_str().into(), Value::Int(block), Value::Blob(low)]));
            }
        }
        all
    }
    /// Rows of `name_word` for `Engine::fill`, into an index that is empty but for its row 0.
    fn word_rows(&self) -> impl Iterator<Item = Vec<Value>> + '_ {
        self.words.iter().zip(1i64..).map(|((word, people), id)| {
            let count = people.len() as i64;
            vec![
                Value::Int(id),
                word.as_str().into(),
                key_of(word).into(),
                Value::Int(count),
                Value::Blob(packed::recent(people)),
            ]
        })
    }
    /// Rows of `name_people` for `Engine::fill`, beside [`Batch::word_rows`].
    fn people_rows(&self) -> impl Iterator<Item = Vec<Value>> + '_ {
        self.words.values().zip(1i64..).flat_map(|(people, id)| {
            packed::blocks(people).into_iter().map(move |(block, low)| vec![Value::Int(id * 256 + block), Value::Blob(low)])
        })
    }
}

/// Sound key of one word.
fn key_of(word: &str) -> String {
    fold::sound(word)
}

/// Rows of `offer_word` for an employer: its name and trade name.
pub fn employer_rows(employer: &Employer) -> Vec<Vec<Value>> {
    let text = format!("{} {}", employer.name, employer.trade_name.as_deref().unwrap_or_default());
    offer_rows(&text, "ENT", employer.head.id.into())
}

/// Rows of `offer_word` for a vacancy: its title.
pub fn vacancy_rows(vacancy: &Vacancy) -> Vec<Vec<Value>> {
    offer_rows(&vacancy.title, "OFF", vacancy.head.id.into())
}

/// Indexes an employer anew, inside the write that saves it.
pub fn index_employer(w: &mut Write<'_>, employer: &Employer) -> Outcome<()> {
    queue(w, anew(employer.head.id.into(), employer_rows(employer)))
}

/// Indexes a vacancy anew, inside the write that saves it.
pub fn index_vacancy(w: &mut Write<'_>, vacancy: &Vacancy) -> Outcome<()> {
    queue(w, anew(vacancy.head.id.into(), vacancy_rows(vacancy)))
}

/// Adds many people to an index in use, inside the write that stores them (import, 500 at a time).
pub fn index_many(w: &mut Write<'_>, batch: &Batch) -> Outcome<()> {
    queue(w, batch.statements())
}

/// Fills an empty index: everything of the batch, as fast as the engine can. For the training office and `copy`.
pub fn fill(engine: &mut dyn Engine, batch: &Batch) -> Result<(), DbError> {
    engine.fill("name_word", WORD_COLUMNS, &mut batch.word_rows())?;
    engine.fill("name_people", PEOPLE_COLUMNS, &mut batch.people_rows())?;
    Ok(())
}

fn offer_rows(text: &str, kind: &str, subject: Value) -> Vec<Vec<Value>> {
    let words: BTreeSet<String> = fold::words(text).into_iter().filter(|w| w.chars().count() > 1).collect();
    words.into_iter().map(|w| vec![w.as_str().into(), key_of(&w).into(), kind.into(), subject.clone()]).collect()
}

fn anew(subject: Value, rows: Vec<Vec<Value>>) -> Vec<Stmt> {
    let mut all = vec![Stmt::new("DELETE FROM offer_word WHERE subject = $1", vec![subject])];
    all.extend(
        rows.into_iter().map(|row| Stmt::new("INSERT INTO offer_word (word, sound, kind, subject) VALUES ($1, $2, $3, $4)", row)),
    );
    all
}

/// What the index misses or has too much: words of the last people saved that the index doesn't know. For `check`.
pub fn missing(read: &mut dyn Read, person: &Person) -> Result<Vec<String>, DbError> {
    let mut missing = Vec::new();
    let (block, low) = packed::split(person.index_no);
    for word in words_of(person) {
        let there = read.one(
            "SELECT n.people FROM name_word w JOIN name_people n ON n.id = w.id * 256 + $2 WHERE w.word = $1",
            &[word.as_str().into(), Value::Int(block)],
            |row| Ok(row.blob("people")?.chunks_exact(2).any(|c| c == low.to_le_bytes())),
        )?;
        if there != Some(true) {
            missing.push(word);
        }
    }
    Ok(missing)
}
