//! Puts the help of the command line into the words of `locales` (`cli-…`): clap's own headings are English.

use clap::{Arg, ArgAction, ColorChoice, Command};

use crate::texts::{Texts, dashed};

/// The command with its texts, its headings and those of its subcommands in this language.
pub fn in_words(root: Command, texts: &Texts) -> Command {
    let about = texts.get("cli-about");
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version).help(texts.get("cli-option-version"));
    let root = root.about(about).color(ColorChoice::Never).disable_version_flag(true).arg(version).disable_help_subcommand(true);
    let root = root.subcommand_value_name(texts.get("cli-value-command"));
    let root = arguments(root, "cli-option", texts);
    let names: Vec<String> = root.get_subcommands().map(|c| c.get_name().to_owned()).collect();
    let root = names.iter().fold(root, |root, name| {
        root.mut_subcommand(name, |sub| {
            let stem = format!("cli-{name}");
            let sub = sub.about(texts.get(&stem));
            template(arguments(sub, &stem, texts), texts)
        })
    });
    template(root, texts)
}

/// Texts of every argument (`STEM-ID`), and the help flag.
fn arguments(command: Command, stem: &str, texts: &Texts) -> Command {
    let command = command.disable_help_flag(true).arg(
        Arg::new("help").short('h').long("help").action(ArgAction::Help).help(texts.get("cli-option-help")).display_order(999),
    );
    command.mut_args(|arg| {
        let id = dashed(arg.get_id().as_str());
        if id == "help" || id == "version" {
            return arg;
        }
        let value = format!("cli-value-{id}");
        let arg = arg.help(texts.get(&format!("{stem}-{id}"))).long_help(None::<&str>);
        if !arg.get_action().takes_values() {
            return arg;
        }
        // Values are said in the help's own words: clap would add English brackets.
        let arg = arg.hide_possible_values(true).hide_default_value(true).hide_env(true);
        if texts.has(&value) { arg.value_name(texts.get(&value)) } else { arg }
    })
}

/// The order and headings of a help; a part that has nothing has no heading. A subcommand always has the global options.
fn template(command: Command, texts: &Texts) -> Command {
    let mut text = format!("{{about}}\n\n{} {{usage}}\n", texts.get("cli-usage"));
    if command.get_subcommands().next().is_some() {
        text += &format!("\n{}\n{{subcommands}}\n", texts.get("cli-commands"));
    }
    if command.get_positionals().next().is_some() {
        text += &format!("\n{}\n{{positionals}}\n", texts.get("cli-arguments"));
    }
    text += &format!("\n{}\n{{options}}\n", texts.get("cli-options"));
    command.help_template(text)
}

#[cfg(test)]
mod tests {
    use clap::Args;

    use super::*;
    use crate::cli;

    /// Every command of the first issue, built or about to be: its texts must be there when it is listed.
    fn all() -> Command {
        let sub = |name: &'static str, f: fn(Command) -> Command| f(Command::new(name));
        Command::new("guichet").version("0").subcommands([
            sub("demo", cli::demo::Args::augment_args),
            sub("init", cli::init::Args::augment_args),
            sub("migrate", cli::migrate::Args::augment_args),
            sub("lists", cli::lists::Args::augment_args),
            sub("rules", cli::rules::Args::augment_args),
            sub("show", cli::show::Args::augment_args),
            sub("import", cli::import::Args::augment_args),
            sub("export", cli::export::Args::augment_args),
            sub("search", cli::search::Args::augment_args),
            sub("user", cli::user::Args::augment_args),
            sub("agency", cli::agency::Args::augment_args),
            sub("sessions", cli::sessions::Args::augment_args),
            sub("session", cli::session::Args::augment_args),
            sub("ssh-keys", cli::ssh_keys::Args::augment_args),
            sub("check", cli::check::Args::augment_args),
            sub("audit", cli::audit::Args::augment_args),
            sub("person", cli::person::Args::augment_args),
            sub("completions", cli::completions::Args::augment_args),
            sub("man", cli::man::Args::augment_args),
        ])
    }

    #[test]
    fn every_command_and_option_is_explained_in_both_languages_within_80_columns() {
        for lang in ["fr", "en"] {
            let texts = Texts::load(lang).unwrap();
            let mut command = in_words(cli::Global::augment_args(all()), &texts);
            command.build();
            command.clone().debug_assert();
            let names: Vec<String> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
            let mut helps = vec![command.render_help().to_string()];
            for name in names {
                helps.push(command.find_subcommand_mut(&name).unwrap().render_help().to_string());
            }
            for help in helps {
                assert!(!help.contains("cli-"), "a text is missing:\n{help}");
                let long: Vec<&str> = help.lines().filter(|l| l.chars().count() > 80 && !l.contains("guichet")).collect();
                assert!(long.is_empty(), "{lang}: longer than 80 columns: {long:#?}");
                let english = ["Usage", "Commands", "default", "possible", "Print"];
                assert!(lang == "en" || !english.iter().any(|w| help.contains(w)), "English in French:\n{help}");
            }
        }
    }
}
