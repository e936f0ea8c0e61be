//! Login roles of accounts: their names, their secrets, their addresses (security.md §6).

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::fault::{Fault, Outcome};
use crate::store::Engine;
use crate::store::trail::hex;

/// What the names of a database's roles begin with: roles belong to the whole server, offices don't share them.
pub(super) fn prefix(database: &str) -> String {
    let plain: String = database.chars().filter(char::is_ascii_alphanumeric).take(24).collect();
    format!("{}_", plain.to_ascii_lowercase())
}

/// The secret of a login role: HMAC-SHA-256 of the login under the front server's key, in hexadecimal. Nothing of it is stored.
pub fn secret(key: &[u8], login: &str) -> Outcome<String> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).map_err(Fault::broken)?;
    mac.update(login.as_bytes());
    Ok(hex(&mac.finalize().into_bytes()))
}

/// The address under which an account works: that of the office with the account's own login role.
pub fn address(url: &str, key: &[u8], login: &str) -> Outcome<String> {
    let wrong = || Fault::wrong("wrong-database-address");
    let (scheme, rest) = url.split_once("://").ok_or_else(wrong)?;
    let (place, query) = rest.split_once('?').map_or((rest, None), |(p, q)| (p, Some(q)));
    let host = place.rsplit_once('@').map_or(place, |(_, host)| host);
    let base = host.rsplit_once('/').map(|(_, base)| base).filter(|b| !b.is_empty()).ok_or_else(wrong)?;
    let more = query.map(|q| format!("?{q}")).unwrap_or_default();
    Ok(format!("{scheme}://{}u_{login}:{}@{host}{more}", prefix(base), secret(key, login)?))
}

/// Makes the login role of an account, or brings it into agreement with the account's roles. By the administrator's session or the owner's;
/// nothing where the engine knows no accounts.
pub fn make_login(engine: &mut dyn Engine, key: &[u8], login: &str) -> Outcome<()> {
    if engine.knows_accounts() {
        let secret = secret(key, login)?;
        engine.flight(&[crate::store::Stmt::new(
            "SELECT CAST(desk.make_login($1, $2) AS TEXT) AS done",
            vec![login.into(), secret.into()],
        )])?;
    }
    Ok(())
}
