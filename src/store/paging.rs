//! A long list page by page: from the first row, the last one, or the place of a row that is held, never by counting rows off. Called
//! by the lists of the store: caseload, employers, offers.

use crate::fault::{Fault, Outcome, Value};
use crate::store::{DbError, Read, Row, Stmt};

/// Arguments as they are numbered in the text.
#[derive(Default)]
pub(super) struct Args(Vec<Value>);

impl Args {
    /// Keeps a value and gives what stands for it.
    pub fn put(&mut self, value: impl Into<Value>) -> String {
        self.0.push(value.into());
        format!("${}", self.0.len())
    }
    /// The same of several, with commas between.
    pub fn list<T: Into<Value>>(&mut self, values: impl IntoIterator<Item = T>) -> String {
        let marks: Vec<String> = values.into_iter().map(|v| self.put(v)).collect();
        marks.join(", ")
    }
    /// The values kept, for a text that is run at once.
    pub fn values(&self) -> &[Value] {
        &self.0
    }
    /// The statement of a text.
    pub fn stmt(self, sql: String) -> Stmt {
        Stmt::new(sql, self.0)
    }
}

/// The place of a row in an order: the page goes on from it.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    value: Value,
    id: Value,
}

impl Mark {
    /// What the row has in the column of the order, and its id.
    pub(super) fn new(value: impl Into<Value>, id: impl Into<Value>) -> Self {
        Mark { value: value.into(), id: id.into() }
    }
}

/// Which page.
#[derive(Debug, Clone, PartialEq)]
pub enum Side {
    /// The first rows.
    First,
    /// The rows after this one.
    After(Mark),
    /// The rows before this one.
    Before(Mark),
    /// The last rows.
    Last,
}

impl Side {
    /// Read from the end: its rows come in reverse.
    fn is_back(&self) -> bool {
        matches!(self, Side::Before(_) | Side::Last)
    }
}

/// Where rows with an empty cell stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Empty {
    /// There are none.
    Never,
    /// In front.
    First,
    /// At the end.
    Last,
}

/// The order of a list; ties by id.
#[derive(Debug, Clone, Copy)]
pub(super) struct Order {
    /// Column or expression of the order.
    pub column: &'static str,
    /// Column of the id.
    pub id: &'static str,
    /// Descending.
    pub down: bool,
    /// The empty cells of the column.
    pub empty: Empty,
    /// Whether the statement says where they stand: not where the index that gives the order doesn't.
    pub said: bool,
}

impl Order {
    /// By a column that is never empty.
    pub fn full(column: &'static str, id: &'static str, down: bool) -> Self {
        Order { column, id, down, empty: Empty::Never, said: false }
    }
    fn reversed(self) -> Self {
        let empty = match self.empty {
            Empty::Never => Empty::Never,
            Empty::First => Empty::Last,
            Empty::Last => Empty::First,
        };
        Order { down: !self.down, empty, ..self }
    }
    /// What comes after a row.
    fn beyond(self, mark: &Mark, args: &mut Args) -> String {
        let Order { column, id: row, empty, .. } = self;
        let sign = if self.down { "<" } else { ">" };
        let id = args.put(mark.id.clone());
        if mark.value.is_null() {
            return match empty {
                Empty::First => format!("({column} IS NOT NULL OR {row} {sign} {id})"),
                Empty::Last | Empty::Never => format!("({column} IS NULL AND {row} {sign} {id})"),
            };
        }
        let value = args.put(mark.value.clone());
        let empty = if empty == Empty::Last { format!(" OR {column} IS NULL") } else { String::new() };
        format!("({column} {sign} {value} OR ({column} = {value} AND {row} {sign} {id}){empty})")
    }
    /// The end of a page's statement, after its conditions: ` AND … ORDER BY … LIMIT …`.
    pub fn page(self, side: &Side, size: u32, args: &mut Args) -> String {
        let order = if side.is_back() { self.reversed() } else { self };
        let beyond = match side {
            Side::After(mark) | Side::Before(mark) => format!(" AND {}", order.beyond(mark, args)),
            Side::First | Side::Last => String::new(),
        };
        let Order { column, id, .. } = order;
        let way = if order.down { "DESC" } else { "ASC" };
        let empty = match order.empty {
            Empty::First if order.said => " NULLS FIRST",
            Empty::Last if order.said => " NULLS LAST",
            _ => "",
        };
        format!("{beyond} ORDER BY {column} {way}{empty}, {id} {way} LIMIT {size}")
    }
}

/// Counts what `rest` leaves: `FROM … WHERE …`.
pub(super) fn count_stmt(rest: &str, args: Args) -> Stmt {
    args.stmt(format!("SELECT CAST(count(*) AS BIGINT) AS n {rest}"))
}

/// A page in its order, and how many rows there are in all. Two statements, one round trip.
pub(super) fn fly<T>(
    read: &mut dyn Read,
    side: &Side,
    page: Stmt,
    count: Stmt,
    row: impl Fn(&Row<'_>) -> Result<T, DbError>,
) -> Outcome<(Vec<T>, usize)> {
    let ran = read.gather(&[page, count])?;
    let [rows, count] = ran.as_slice() else { return Err(Fault::broken("a flight came back short")) };
    let mut rows = rows.all(row)?;
    if side.is_back() {
        rows.reverse();
    }
    let total = count.one(|r| r.int("n"))?.unwrap_or(0);
    Ok((rows, usize::try_from(total).unwrap_or(0)))
}
