//! A title in both genders, « vendeur / vendeuse en boutique » (domain.md §7), in one: where a narrow column holds only one form, the first
//! says what the work is. Called by the columns and headings of offers; files, papers and exports keep the whole.

use crate::domain::titles::stems;

/// The first form of a title that gives the same work in both genders; none where the slash parts anything else, « chauffeur / livreur ».
///
/// « agent / agente de sécurité » is « agent de sécurité »: what only the second form says of the work stays.
pub fn first_form(title: &str) -> Option<String> {
    let (first, second) = title.split_once('/')?;
    let (first, second) = (first.trim(), second.trim());
    let same = stems(first);
    if same.is_empty() || second.contains('/') {
        return None;
    }
    let theirs = stems(second);
    if !theirs.is_empty() && same.starts_with(&theirs) {
        return Some(first.to_owned());
    }
    if !theirs.starts_with(&same) {
        return None;
    }
    let words: Vec<&str> = second.split_whitespace().collect();
    let rest = words.get(first.split_whitespace().count()..)?;
    Some(format!("{first} {}", rest.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_in_both_genders_has_a_first_form_and_another_slash_stays() {
        for (whole, first) in [
            ("vendeur / vendeuse en boutique", "vendeur en boutique"),
            ("Agent de bureau / Agente de bureau", "Agent de bureau"),
            ("mécanicien d'engins / mécanicienne d'engins", "mécanicien d'engins"),
            ("serveur/serveuse", "serveur"),
            ("ouvrier agricole / ouvrière", "ouvrier agricole"),
            ("infirmière / infirmier", "infirmière"),
        ] {
            assert_eq!(first_form(whole).as_deref(), Some(first), "{whole}");
        }
        for other in ["chauffeur / livreur", "Magasinier H/F", "Technicien 3/4", "clandoman", "a/b/c", "/", "caissier /", ""] {
            assert_eq!(first_form(other), None, "{other}");
        }
    }
}
