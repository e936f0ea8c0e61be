//! stub
/// stub
pub fn refused_in_short(_t: &str) -> Option<(usize, &'static str)> {
    None
}
