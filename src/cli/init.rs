//! `guichet init`: schema, agencies and code lists, first head and administrator. Without a terminal it asks nothing
//! and prints secrets once (product.md, Commands).

/// Arguments.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// The agency of this office, three letters; LBV when nobody can be asked.
    #[arg(long)]
    pub agency: Option<String>,
    /// Name of the first head.
    #[arg(long, value_name = "NAME")]
    pub head: Option<String>,
    /// Name of the first administrator.
    #[arg(long, value_name = "NAME")]
    pub admin: Option<String>,
}

use std::io::IsTerminal;

use chrono::Utc;

use crate::cli::{Cx, Exit};
use crate::fault::{Fault, Outcome};
use crate::services::{accounts, office, session};

/// Makes the office at the configured database and says who may work there.
pub fn run(args: Args, cx: &mut Cx<'_>) -> Outcome<Exit> {
    let asked = |question: &str, cx: &Cx<'_>| -> Outcome<Option<String>> {
        if !std::io::stdin().is_terminal() {
            return Ok(None);
        }
        eprint!("{} ", cx.texts.get(question));
        let mut line = String::new();
        std::io::stdin().read_line(&mut line).map_err(Fault::broken)?;
        Ok(Some(line.trim().to_owned()).filter(|l| !l.is_empty()))
    };
    let agency = match args.agency {
        Some(code) => code.to_uppercase(),
        None => asked("cli-init-ask-agency", cx)?.map_or_else(|| "LBV".to_owned(), |c| c.to_uppercase()),
    };
    let head = match args.head {
        Some(name) => name,
        None => asked("cli-init-ask-head", cx)?.unwrap_or_else(|| cx.texts.get("cli-init-head-name")),
    };
    let admin = match args.admin {
        Some(name) => name,
        None => asked("cli-init-ask-admin", cx)?.unwrap_or_else(|| head.clone()),
    };
    let db = cx.config.db();
    let made = office::init(&db.secret_url(), &agency, &head, &admin, Utc::now())?;
    cx.out.line(&cx.texts.with("cli-init-made", &[("agency", made.agency), ("path", db.to_string())]))?;
    // Made by the program and shown once: nobody else can give the first ones (security.md §2).
    let mut office = session::open(&db.secret_url())?;
    for (login, name) in made.accounts {
        let deed = office.desk.new_id();
        let secret = accounts::new_password(&mut office.desk, deed, &login)?;
        cx.out.line(&format!("  {login}  {name}  {secret}"))?;
    }
    cx.out.line(&cx.texts.get("cli-init-secrets"))?;
    Ok(Exit::Done)
}
