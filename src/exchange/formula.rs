//! Cells that a spreadsheet would run as a formula (security.md §5.7): made harmless on the way out, made themselves again on
//! the way in. Called by `csv` only: xlsx cells are typed as text and JSON is exact.

use std::borrow::Cow;

/// First signs that make a formula of a cell, with their full-width forms.
const STARTS: &[char] = &['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠'];

/// A cell as written: with a leading `'` when it could be taken for a formula or begins with `'` itself. Whole numbers and
/// telephones (`+241 74 12 34 56`, `-15`) stay as they are.
pub fn guard(cell: &str) -> Cow<'_, str> {
    if cell.starts_with('\'') || (dangerous(cell) && !harmless(cell)) {
        return Cow::Owned(format!("'{cell}"));
    }
    Cow::Borrowed(cell)
}

/// A cell as it was before [`guard`]. A `'` before anything else is somebody's own and stays.
pub fn unguard(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with('\'') || (dangerous(rest) && !harmless(rest)) => rest,
        _ => cell,
    }
}

fn dangerous(cell: &str) -> bool {
    // A tab or a line end is a blank too, so the first sign that isn't one is looked at, and whether it was such a blank.
    let blank = |c: char| c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}';
    let first = cell.trim_start_matches(blank).chars().next();
    cell.starts_with(STARTS) || first.is_some_and(|c| STARTS.contains(&c))
}

/// A number or a telephone and nothing else.
fn harmless(cell: &str) -> bool {
    let rest = cell.strip_prefix(['+', '-']).unwrap_or(cell);
    let mut signs = rest.chars();
    signs.next().is_some_and(|c| c.is_ascii_digit()) && signs.all(|c| c.is_ascii_digit() || matches!(c, ' ' | '.' | ','))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_is_text_and_comes_back_as_it_was() {
        for cell in ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "  =1", "＝1", "'quoted", "''", "-", "\u{a0}=1"] {
            let written = guard(cell);
            assert!(written.starts_with('\''), "{cell:?}");
            assert_eq!(unguard(&written), cell);
        }
    }

    #[test]
    fn numbers_telephones_and_names_stay_as_they_are() {
        for cell in ["+241 74 12 34 56", "-15", "-15,5", "N'Guema", "", "Ondo", "1=1"] {
            assert_eq!(guard(cell), cell);
            assert_eq!(unguard(cell), cell);
        }
        assert_eq!(unguard("'s Gravenhage"), "'s Gravenhage");
    }
}
