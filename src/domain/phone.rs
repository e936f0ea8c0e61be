//! stub
/// stub
pub fn parse(t: &str) -> Result<String, &'static str> {
    Ok(t.to_owned())
}
