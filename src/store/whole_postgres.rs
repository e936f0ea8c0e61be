//! [`Whole`] for PostgreSQL: one REPEATABLE READ snapshot; references are made deferrable for the time of a copy. Called through `Engine`.

use std::path::Path;
use std::time::Duration;

use crate::store::postgres::Postgres;
use crate::store::whole::{Table, Whole};
use crate::store::{DbError, Engine, Read};

impl Whole for Postgres {
    fn begin_snapshot(&mut self) -> Result<(), DbError> {
        // Row security hides rows from everyone but the schema's owner: a copy without them would look whole.
        let this: &mut dyn Read = self;
        let sql = "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = current_schema() \
                   AND c.relkind = 'r' AND pg_get_userbyid(c.relowner) <> current_user LIMIT 1";
        if let Some(table) = this.one(sql, &[], |r| Ok(r.text("relname")?.to_owned()))? {
            return Err(DbError::Denied(format!("{table} belongs to another role")));
        }
        self.batch("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")?;
        self.has_table("migration").map(drop)
    }

    fn tables(&mut self) -> Result<Vec<Table>, DbError> {
        let this: &mut dyn Read = self;
        let sql = "SELECT c.relname AS name, a.attname AS col FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
                   JOIN pg_attribute a ON a.attrelid = c.oid WHERE c.relkind IN ('r', 'p') AND n.nspname = current_schema() \
                   AND a.attnum > 0 AND NOT a.attisdropped ORDER BY c.relname COLLATE \"C\", a.attnum";
        let pairs = this.all(sql, &[], |r| Ok((r.text("name")?.to_owned(), r.text("col")?.to_owned())))?;
        let mut tables: Vec<Table> = Vec::new();
        for (name, column) in pairs {
            match tables.last_mut().filter(|t| t.name == name) {
                Some(table) => table.columns.push(column),
                None => tables.push(Table { name, columns: vec![column] }),
            }
        }
        Ok(tables)
    }

    fn copy_file(&mut self, _: &Path) -> Result<bool, DbError> {
        Ok(false)
    }
    fn take_file(&mut self, _: &Path) -> Result<bool, DbError> {
        Ok(false)
    }

    fn damaged_within(&mut self, _: Duration) -> Result<Option<Vec<String>>, DbError> {
        // The server looks after its own pages.
        Ok(Some(Vec::new()))
    }

    fn defer_keys(&mut self) -> Result<(), DbError> {
        for (table, name) in self.keys()? {
            self.batch(&format!("ALTER TABLE \"{table}\" ALTER CONSTRAINT \"{name}\" DEFERRABLE INITIALLY DEFERRED"))?;
        }
        Ok(())
    }

    fn settle_keys(&mut self) -> Result<(), DbError> {
        self.batch("SET CONSTRAINTS ALL IMMEDIATE")?;
        for (table, name) in self.keys()? {
            self.batch(&format!("ALTER TABLE \"{table}\" ALTER CONSTRAINT \"{name}\" NOT DEFERRABLE"))?;
        }
        Ok(())
    }

    fn empty(&mut self, tables: &[Table]) -> Result<(), DbError> {
        // One statement: references between them are then no obstacle; the rule against deleting is one against slips.
        let names: Vec<String> = tables.iter().map(|t| format!("\"{}\"", t.name)).collect();
        if names.is_empty() { Ok(()) } else { self.batch(&format!("TRUNCATE {}", names.join(", "))) }
    }
}

impl Postgres {
    /// Every reference between tables: the table that holds it and its name.
    fn keys(&mut self) -> Result<Vec<(String, String)>, DbError> {
        let this: &mut dyn Read = self;
        let sql = "SELECT c.relname AS holder, k.conname AS name FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid \
                   JOIN pg_namespace n ON n.oid = c.relnamespace WHERE k.contype = 'f' AND n.nspname = current_schema() \
                   ORDER BY c.relname, k.conname";
        this.all(sql, &[], |r| Ok((r.text("holder")?.to_owned(), r.text("name")?.to_owned())))
    }
}
