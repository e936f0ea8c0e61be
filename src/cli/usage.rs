//! Wrong arguments as a fault with its sentence and remedy (`wrong-…`); help and version as what they are.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::{Exit, Out};
use crate::fault::{Fault, Outcome};

/// Prints help or version when that was the wish, else gives the fault.
pub fn shown(error: &clap::Error, out: &mut Out) -> Outcome<Exit> {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            out.lines(&error.render().to_string())?;
            Ok(Exit::Done)
        }
        _ => Err(fault(error)),
    }
}

/// What is wrong with the arguments.
pub fn fault(error: &clap::Error) -> Fault {
    let said = |kind| context(error, kind).unwrap_or_default();
    match error.kind() {
        ErrorKind::UnknownArgument => {
            let near = context(error, ContextKind::SuggestedArg).unwrap_or_else(|| "none".into());
            Fault::wrong("wrong-option").with("value", said(ContextKind::InvalidArg)).with("near", near)
        }
        ErrorKind::InvalidSubcommand => {
            let near = context(error, ContextKind::SuggestedSubcommand).unwrap_or_else(|| "none".into());
            Fault::wrong("wrong-command").with("value", said(ContextKind::InvalidSubcommand)).with("near", near)
        }
        ErrorKind::InvalidValue => {
            let value = said(ContextKind::InvalidValue);
            let allowed = context(error, ContextKind::ValidValue).unwrap_or_else(|| "none".into());
            let key = if value.is_empty() { "wrong-value-missing" } else { "wrong-value" };
            Fault::wrong(key).with("value", value).with("option", said(ContextKind::InvalidArg)).with("allowed", allowed)
        }
        ErrorKind::ValueValidation => Fault::wrong("wrong-value")
            .with("value", said(ContextKind::InvalidValue))
            .with("option", said(ContextKind::InvalidArg))
            .with("allowed", "none"),
        ErrorKind::MissingRequiredArgument => {
            Fault::wrong("wrong-argument-missing").with("option", said(ContextKind::InvalidArg))
        }
        ErrorKind::ArgumentConflict => Fault::wrong("wrong-argument-conflict")
            .with("option", said(ContextKind::InvalidArg))
            .with("other", said(ContextKind::PriorArg)),
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues | ErrorKind::NoEquals => {
            Fault::wrong("wrong-value-missing").with("option", said(ContextKind::InvalidArg))
        }
        ErrorKind::InvalidUtf8 => Fault::wrong("wrong-argument-bytes"),
        _ => Fault::wrong("wrong-usage"),
    }
}

fn context(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) if !texts.is_empty() => Some(texts.join(", ")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use crate::cli::{Exit, Out, run};
    use crate::config::Env;
    use crate::fault::Fault;

    fn wrong(args: &[&str]) -> String {
        let args: Vec<OsString> = std::iter::once("guichet").chain(args.iter().copied()).map(OsString::from).collect();
        let (texts, outcome) = run(&args, &Env::default(), &mut Out::to(std::io::sink()), None);
        let fault = outcome.unwrap_err();
        assert!(matches!(fault, Fault::Wrong(_)), "{fault:?}");
        let message = texts.fault(&fault);
        format!("{} {}", message.what, message.todo).replace('\u{a0}', " ")
    }

    #[test]
    fn a_wrong_use_is_one_sentence_and_its_remedy_in_the_language() {
        assert_eq!(wrong(&["--lnag", "fr"]), "Option inconnue : --lnag. Essayez --lang.");
        assert_eq!(wrong(&["mann"]), "Commande inconnue : mann. Essayez man.");
        assert_eq!(wrong(&["man"]), "Il manque <DOSSIER>. « guichet --help » montre l'emploi.");
        assert_eq!(wrong(&["--lang=en", "man"]), "<FOLDER> is missing. guichet --help shows the usage.");
        assert_eq!(wrong(&["--lang", "de"]), "Langue inconnue : de. Choisissez fr ou en.");
        assert!(wrong(&["--keymap", "vi"]).starts_with("Jeu de touches inconnu : vi. Choisissez fr, en, 5250"));
        assert!(wrong(&["--db", "mysql://x"]).starts_with("Sorte de base inconnue : mysql. Donnez sqlite:CHEMIN"));
        assert!(wrong(&["--at", "moon"]).starts_with("Écran inconnu : moon. Choisissez day, queue"));
    }

    #[test]
    fn help_and_version_are_done_and_nothing_at_all_without_screens_is_wrong_usage() {
        let folder = tempfile::tempdir().unwrap();
        let env = Env::from([("XDG_STATE_HOME", folder.path().display())].as_slice());
        let ran = |args: &[&str]| {
            let args: Vec<OsString> = args.iter().map(OsString::from).collect();
            run(&args, &env, &mut Out::to(std::io::sink()), None).1
        };
        assert_eq!(ran(&["guichet", "--help"]), Ok(Exit::Done));
        assert_eq!(ran(&["guichet", "-V"]), Ok(Exit::Done));
        assert_eq!(ran(&["guichet"]), Ok(Exit::Wrong));
    }
}
