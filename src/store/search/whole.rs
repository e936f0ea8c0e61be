//! The whole index held against the people it is of: for `check`. Everything is read once; about 12 bytes a word of a name.

use std::collections::HashMap;

use super::index::words_of;
use super::packed;
use crate::domain::person::Person;
use crate::fault::Outcome;
use crate::store::Read;

/// A person whom a word of the name doesn't find: id, number, word.
pub type Unfindable = (Vec<u8>, String, String);

/// People whom the search would not find by a word of their names, at most so many.
pub fn unfindable(read: &mut dyn Read, most: usize) -> Outcome<Vec<Unfindable>> {
    let mut ids: HashMap<i64, String> = HashMap::new();
    read.each("SELECT id, word FROM name_word WHERE id > 0", &[], &mut |r| {
        ids.insert(r.int("id")?, r.text("word")?.to_owned());
        Ok(())
    })?;
    let mut bearers: HashMap<String, Vec<u32>> = HashMap::with_capacity(ids.len());
    read.each("SELECT id, people FROM name_people", &[], &mut |r| {
        let id = r.int("id")?;
        if let Some(word) = ids.get(&(id / packed::BLOCKS)) {
            bearers.entry(word.clone()).or_default().extend(packed::open(id, r.blob("people")?));
        }
        Ok(())
    })?;
    bearers.values_mut().for_each(|people| people.sort_unstable());
    let mut found = Vec::new();
    let sql = "SELECT id, number, index_no, surname, given_names, married_name FROM person WHERE merged_into IS NULL";
    read.each(sql, &[], &mut |r| {
        let named = Person {
            surname: r.text("surname")?.to_owned(),
            given_names: r.opt_text("given_names")?.map(str::to_owned),
            married_name: r.opt_text("married_name")?.map(str::to_owned),
            ..Person::default()
        };
        let no = u32::try_from(r.int("index_no")?).unwrap_or(u32::MAX);
        let lost = |word: &String| bearers.get(word).is_none_or(|people| people.binary_search(&no).is_err());
        if found.len() < most
            && let Some(word) = words_of(&named).into_iter().find(lost)
        {
            found.push((r.blob("id")?.to_vec(), r.text("number")?.to_owned(), word));
        }
        Ok(())
    })?;
    Ok(found)
}
