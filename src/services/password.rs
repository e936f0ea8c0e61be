//! Passwords (security.md §2; NIST 800-63B-4, OWASP, ASVS 5 §6.2): what is refused and why, Argon2id behind the gate, memory given back,
//! passwords made by the program. Called by `services/door` and `services/accounts`.

use argon2::{Algorithm, Argon2, Block, Params, Version};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD as B64;
use rustix::rand::{GetRandomFlags, getrandom};
use unicode_normalization::UnicodeNormalization as _;
use zxcvbn::matching::patterns::MatchPattern;

use crate::domain::fold::fold;
use crate::fault::{Fault, Flaw, Outcome};
use crate::services::gate;
use crate::store::door::Secret;

/// Characters of a password that stands alone (a shared terminal).
pub const ALONE: usize = 15;
/// Characters beside a personal key.
pub const BESIDE_A_KEY: usize = 8;
/// Bytes at most.
const MOST: usize = 1024;
/// Memory in KiB, passes, lanes (OWASP's second choice: 19 MiB).
const COST: (u32, u32, u32) = (19_456, 2, 1);
const OUTPUT: usize = 32;
/// Powers of ten of guesses below which a password is found at once, whatever its length.
const TOO_FEW: f64 = 6.5;
/// Space taken for the blocks. More than glibc's largest threshold (32 MiB), so that it is always a mapping of its own and goes back to
/// the system when it is dropped; only the blocks used are ever touched. With 19 MiB every hash after the first stays in the process.
const RESERVED: usize = 33 * 1024;

/// Words that everybody here would try first, beside the common lists.
const OURS: &[&str] = &[
    "motdepasse",
    "guichet",
    "bonjour",
    "soleil",
    "azerty",
    "libreville",
    "gabon",
    "portgentil",
    "francevilleoyem",
    "emploi",
    "pnpe",
    "office",
    "antenne",
    "conseiller",
    "bienvenue",
    "doudou",
    "chouchou",
    "jesus",
    "bienaime",
    "seigneur",
    "amour",
    "famille",
    "maison",
    "lambarene",
    "moanda",
    "panthere",
    "azingo",
    "nationale",
    "demandeur",
    "entreprise",
    "administrateur",
    "secret",
    "nouveau",
];

/// What is wrong with a new password; `about` are the login, the name, words of the office. `at_least` is 8 or 15.
///
/// # Errors
/// `flaw-password-…` at the field `password`, with what to do.
pub fn check(typed: &str, at_least: usize, about: &[&str]) -> Outcome<()> {
    let flaw = |key: &'static str| Err(Fault::Flaws(vec![Flaw::new("password", key).with("least", at_least)]));
    let words: String = typed.nfc().collect();
    if words.chars().count() < at_least {
        return flaw("flaw-password-short");
    }
    if words.len() > MOST {
        return flaw("flaw-password-long");
    }
    let plain: String = fold(&words).chars().filter(|c| c.is_alphanumeric()).collect();
    let mut inputs: Vec<String> = OURS.iter().map(|w| (*w).to_owned()).collect();
    for text in about {
        let folded = fold(text);
        inputs.extend(folded.split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().count() >= 3).map(str::to_owned));
    }
    let own = about.iter().flat_map(|t| fold(t).split_whitespace().map(str::to_owned).collect::<Vec<_>>());
    let mut rest = plain.clone();
    for word in own.filter(|w| w.chars().count() >= 3) {
        rest = rest.replace(&word, "");
    }
    if rest.len() != plain.len() && rest.chars().count() < 4 {
        return flaw("flaw-password-own");
    }
    if repeated(&words) {
        return flaw("flaw-password-repeated");
    }
    let refs: Vec<&str> = inputs.iter().map(String::as_str).collect();
    let found = zxcvbn::zxcvbn(&words, &refs);
    if found.guesses_log10() >= TOO_FEW {
        return Ok(());
    }
    let longest = found.sequence().iter().max_by_key(|m| m.j.saturating_sub(m.i));
    match longest.map(|m| &m.pattern) {
        Some(MatchPattern::Spatial(_) | MatchPattern::Sequence(_)) => flaw("flaw-password-run"),
        Some(MatchPattern::Repeat(_)) => flaw("flaw-password-repeated"),
        _ => flaw("flaw-password-common"),
    }
}

/// One character, or one group of at most four, again and again.
fn repeated(words: &str) -> bool {
    let all: Vec<char> = words.chars().collect();
    (1..=4).any(|size| all.len() >= 3 * size && all.iter().zip(all.iter().skip(size)).all(|(a, b)| a == b))
}

/// The hash of a password with a new salt, as a PHC string.
///
/// # Errors
/// The system gives no random bytes.
pub fn hash(typed: &str) -> Outcome<Secret> {
    let words: String = typed.nfc().collect();
    let salt = random::<16>()?;
    let out = derive(&words, &salt, COST)?;
    let (m, t, p) = COST;
    let phc = format!("$argon2id$v=19$m={m},t={t},p={p}${}${}", B64.encode(salt), B64.encode(out));
    Ok(Secret { phc, chars: i64::try_from(words.chars().count()).unwrap_or(i64::MAX) })
}

/// What a verification found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verified {
    /// Another password.
    Wrong,
    /// The password.
    Right,
    /// The password, hashed with less than is asked today: to be hashed again.
    Weak,
}

/// Whether it is this password. Without a secret (an unknown login) the same time is spent.
///
/// # Errors
/// The stored text is no hash of ours.
pub fn verify(typed: &str, secret: Option<&Secret>) -> Outcome<Verified> {
    // Over-long input is cut, never hashed whole.
    let words: String = typed.nfc().take(MOST).collect();
    let Some(secret) = secret else {
        derive(&words, &[0; 16], COST)?;
        return Ok(Verified::Wrong);
    };
    let kept = Kept::read(&secret.phc).ok_or_else(|| Fault::broken("a stored password is no hash of ours"))?;
    let out = derive(&words, &kept.salt, kept.cost)?;
    // Every byte is compared, whatever the first ones say.
    let differs = out.iter().zip(&kept.hash).fold(out.len() ^ kept.hash.len(), |sum, (a, b)| sum | usize::from(a ^ b));
    Ok(match (differs, kept.cost.0 < COST.0 || kept.cost.1 < COST.1) {
        (0, false) => Verified::Right,
        (0, true) => Verified::Weak,
        _ => Verified::Wrong,
    })
}

struct Kept {
    cost: (u32, u32, u32),
    salt: Vec<u8>,
    hash: Vec<u8>,
}

impl Kept {
    fn read(phc: &str) -> Option<Kept> {
        let mut parts = phc.strip_prefix("$argon2id$v=19$")?.split('$');
        let (params, salt, hash) = (parts.next()?, parts.next()?, parts.next()?);
        let of = |name: &str| params.split(',').find_map(|p| p.strip_prefix(name)?.strip_prefix('=')?.parse::<u32>().ok());
        let cost = (of("m")?, of("t")?, of("p")?);
        // A row that asks for gigabytes or hours is damaged or hostile.
        let sane = (8..=262_144).contains(&cost.0) && (1..=16).contains(&cost.1) && (1..=8).contains(&cost.2);
        let (salt, hash) = (B64.decode(salt).ok()?, B64.decode(hash).ok()?);
        (sane && salt.len() >= 8 && hash.len() == OUTPUT).then_some(Kept { cost, salt, hash })
    }
}

/// One Argon2id, behind the gate, in memory that goes back to the system.
fn derive(words: &str, salt: &[u8], (memory, passes, lanes): (u32, u32, u32)) -> Outcome<[u8; OUTPUT]> {
    let params = Params::new(memory, passes, lanes, Some(OUTPUT)).map_err(Fault::broken)?;
    let blocks = params.block_count();
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let mut out = [0; OUTPUT];
    let place = gate::pass();
    let mut space: Vec<Block> = Vec::new();
    space.try_reserve_exact(RESERVED.max(blocks)).map_err(|_| Fault::Busy)?;
    space.resize(blocks, Block::default());
    let done = argon.hash_password_into_with_memory(words.as_bytes(), salt, &mut out, &mut space);
    drop(space);
    drop(place);
    done.map_err(Fault::broken)?;
    Ok(out)
}

/// Bytes by chance, from the system.
fn random<const N: usize>() -> Outcome<[u8; N]> {
    let mut bytes = [0; N];
    let got = getrandom(&mut bytes, GetRandomFlags::empty()).map_err(Fault::broken)?;
    if got == N { Ok(bytes) } else { Err(Fault::broken("too few random bytes")) }
}

/// Letters and digits that no reader takes for another.
const SIGNS: &[u8; 31] = b"abcdefghjkmnpqrstuvwxyz23456789";

/// A password made by the program, four groups of four: 79 bits, 19 characters. Shown once, kept nowhere but as a hash.
///
/// # Errors
/// The system gives no random bytes.
pub fn make() -> Outcome<String> {
    let bytes = random::<16>()?;
    let mut text = String::new();
    for (nth, byte) in bytes.iter().enumerate() {
        if nth > 0 && nth % 4 == 0 {
            text.push('-');
        }
        text.extend(SIGNS.get(usize::from(byte % 31)).map(|b| char::from(*b)));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(typed: &str, least: usize) -> &'static str {
        match check(typed, least, &["hmabiala", "MABIALA Hugues", "Office National de l'Emploi"]) {
            Err(Fault::Flaws(flaws)) => flaws[0].key,
            _ => "",
        }
    }

    #[test]
    fn a_password_is_refused_for_what_it_is_and_the_message_can_say_which() {
        for (typed, least, why) in [
            ("court", 8, "flaw-password-short"),
            ("dix-signes", 15, "flaw-password-short"),
            ("motdepasse", 8, "flaw-password-common"),
            ("password1", 8, "flaw-password-common"),
            ("Libreville1", 8, "flaw-password-common"),
            ("hmabiala", 8, "flaw-password-own"),
            ("HuguesMabiala1", 8, "flaw-password-own"),
            ("aaaaaaaaaaaaaaaa", 15, "flaw-password-repeated"),
            ("abcabcabcabcabc", 15, "flaw-password-repeated"),
            ("azertyuiop", 8, "flaw-password-run"),
            ("1234567890", 8, "flaw-password-run"),
        ] {
            let said = refused(typed, least);
            assert!(said == why || (why.ends_with("run") && said.ends_with("common")), "{typed}: {said}");
        }
        for good in ["la pirogue de Ndjolé part à 6 h", "trois manguiers bleus", "Ж кружка 東京 mât", "kf4t-9wme-x2hb-p7qd"]
        {
            assert_eq!(refused(good, 15), "", "{good}");
        }
        assert_eq!(refused(&"un mot de plus ".repeat(80), 15), "flaw-password-long");
    }

    #[test]
    fn a_hash_knows_its_password_only_and_both_forms_of_an_accent_are_one() {
        let secret = hash("côte d'azur 1954").unwrap();
        assert!(secret.phc.starts_with("$argon2id$v=19$m=19456,t=2,p=1$") && secret.chars == 16);
        assert_eq!(verify("co\u{302}te d'azur 1954", Some(&secret)), Ok(Verified::Right));
        assert_eq!(verify("cote d'azur 1954", Some(&secret)), Ok(Verified::Wrong));
        assert_eq!(verify("côte d'azur 1954", None), Ok(Verified::Wrong));
        assert_ne!(hash("côte d'azur 1954").unwrap().phc, secret.phc, "a salt of its own");
        let huge = Secret { phc: "$argon2id$v=19$m=4000000,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAA".into(), chars: 15 };
        assert!(verify("x", Some(&huge)).is_err(), "a row that asks for gigabytes is not computed");
    }

    #[test]
    fn a_password_made_by_the_program_passes_its_own_rules_and_no_two_are_alike() {
        let all: Vec<String> = (0..50).map(|_| make().unwrap()).collect();
        for one in &all {
            assert_eq!(one.len(), 19);
            assert_eq!(refused(one, ALONE), "", "{one}");
        }
        assert!(all.iter().enumerate().all(|(i, a)| !all[i + 1..].contains(a)));
    }

    #[test]
    fn memory_goes_back_to_the_system_after_each_hash() {
        let resident = || -> u64 {
            let status = std::fs::read_to_string("/proc/self/status").unwrap();
            let line = status.lines().find(|l| l.starts_with("VmRSS:")).unwrap().to_owned();
            line.split_whitespace().nth(1).unwrap().parse().unwrap()
        };
        let secret = hash("trois manguiers bleus").unwrap();
        let before = resident();
        for _ in 0..5 {
            verify("trois manguiers bleus", Some(&secret)).unwrap();
        }
        let grown = resident().saturating_sub(before);
        // Other tests of this binary may be hashing at this moment: one block each, never five.
        assert!(grown < 5 * 19_456 / 2, "{grown} KiB more after five");
    }
}
