//! A sheet: the columns of one form or file over several records. One list drives the form, import, export, the draft
//! and the conflict dialog. Built once per kind of form from the records' field tables.

use crate::domain::record::{Field, Kind, Need, Record, Value};
use crate::fault::Flaw;

type Get<F> = Box<dyn Fn(&F) -> Value + Send + Sync>;
type Set<F> = Box<dyn Fn(&mut F, Value) -> Result<(), Flaw> + Send + Sync>;

/// One column: a field of one of the records behind the form.
pub struct Column<F: 'static> {
    /// Exchange name, English snake_case; the text key is `field-` and the same with dashes.
    pub id: &'static str,
    /// Table of the record it belongs to.
    pub table: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether it must be there at the counter.
    pub need: Need,
    get: Get<F>,
    set: Set<F>,
}

impl<F> Column<F> {
    /// The value in a file.
    pub fn get(&self, file: &F) -> Value {
        (self.get)(file)
    }
    /// Sets it; the flaw says why not.
    pub fn set(&self, file: &mut F, value: Value) -> Result<(), Flaw> {
        (self.set)(file, value)
    }
}

/// All columns, in the order of the paper form.
pub struct Sheet<F: 'static> {
    columns: Vec<Column<F>>,
}

impl<F: 'static> Sheet<F> {
    /// No columns yet.
    pub fn new() -> Self {
        Sheet { columns: Vec::new() }
    }
    /// Adds fields of a record reached through a lens; ids that the record lacks are passed over (a test sees to it).
    pub fn fields<R: Record>(mut self, read: fn(&F) -> &R, write: fn(&mut F) -> &mut R, ids: &[&'static str]) -> Self {
        for id in ids {
            if let Some(field) = crate::domain::record::field::<R>(id) {
                self.columns.push(column(field, read, write));
            }
        }
        self
    }
    /// Adds a column that isn't simply a field (a child list as text, a login for a user).
    pub fn special(
        mut self,
        id: &'static str,
        table: &'static str,
        kind: Kind,
        need: Need,
        get: fn(&F) -> Value,
        set: fn(&mut F, Value) -> Result<(), Flaw>,
    ) -> Self {
        self.columns.push(Column { id, table, kind, need, get: Box::new(get), set: Box::new(set) });
        self
    }
    /// The columns in order.
    pub fn columns(&self) -> &[Column<F>] {
        &self.columns
    }
    /// A column by its id.
    pub fn column(&self, id: &str) -> Option<&Column<F>> {
        self.columns.iter().find(|c| c.id == id)
    }
}

impl<F: 'static> Default for Sheet<F> {
    fn default() -> Self {
        Sheet::new()
    }
}

fn column<F: 'static, R: Record>(field: &'static Field<R>, read: fn(&F) -> &R, write: fn(&mut F) -> &mut R) -> Column<F> {
    Column {
        id: field.id,
        table: R::TABLE,
        kind: field.kind,
        need: field.need,
        get: Box::new(move |f| (field.get)(read(f))),
        set: Box::new(move |f, v| (field.set)(write(f), v)),
    }
}
