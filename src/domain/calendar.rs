//! stub
/// stub
#[derive(Debug, Clone, Default)]
pub struct Calendar;
