//! The wage of an offer against the legal minimum and the minimum income (domain.md §2.7, §6). Called by the services of
//! offers: forms show what it says, publication and import stop where it blocks.

use crate::domain::code::Codes;
use crate::domain::rules::Rules;
use crate::domain::vacancy::Vacancy;

/// Hours a week of full time.
const FULL: i64 = 40;
/// Hours of a month in thirds: 173⅓.
const HOURS_IN_THIRDS: i64 = 520;
/// Days of a month in thirds: 21⅔.
const DAYS_IN_THIRDS: i64 = 65;
/// The minimum monthly income (RMM) of decree 0127 of 2010, unless the office's settings say another.
const MINIMUM_INCOME: i64 = 150_000;

/// What a wage is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Floor {
    /// The guaranteed minimum wage.
    Smig,
    /// The own floor of apprenticeships, CAJ and traineeships.
    Own,
}

/// What is to be said about a wage. Amounts are FCFA a month; pro rata where the offer is part-time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WageNote {
    /// Under the minimum: publication waits.
    Blocks {
        /// The minimum for these hours.
        minimum: i64,
    },
    /// Under the floor, and said only.
    Under {
        /// Which floor.
        floor: Floor,
        /// Its amount for these hours.
        minimum: i64,
    },
    /// Lawful, under the minimum monthly income.
    UnderIncome {
        /// That income for these hours.
        income: i64,
    },
}

/// A wage as it is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wage {
    /// FCFA a month, the lowest figure given; from H or J rounded down.
    pub monthly: i64,
    /// Whether it was given by the hour or the day, so that `monthly` is to be shown beside it.
    pub converted: bool,
    /// What is to be said; none: nothing.
    pub note: Option<WageNote>,
}

impl Wage {
    /// Whether publication waits for a higher wage.
    pub fn blocks(&self) -> bool {
        matches!(self.note, Some(WageNote::Blocks { .. }))
    }
}

impl WageNote {
    /// Key of its text (`wording.ftl`).
    pub fn key(&self) -> &'static str {
        match self {
            WageNote::Blocks { .. } => "wage-blocks",
            WageNote::Under { floor: Floor::Smig, .. } => "wage-under-smig",
            WageNote::Under { floor: Floor::Own, .. } => "wage-under-own-floor",
            WageNote::UnderIncome { .. } => "wage-under-income",
        }
    }
    /// The amount that its text names as `$amount`.
    pub fn amount(&self) -> i64 {
        match self {
            WageNote::Blocks { minimum } | WageNote::Under { minimum, .. } => *minimum,
            WageNote::UnderIncome { income } => *income,
        }
    }
}

/// The wage of an offer; none where no figure is given. The period of a wage without one is the month.
pub fn check(vacancy: &Vacancy, rules: &Rules) -> Option<Wage> {
    let lowest = [vacancy.wage_min, vacancy.wage_max].into_iter().flatten().min()?;
    let (monthly, converted) = monthly(lowest, vacancy.wage_period.as_deref().unwrap_or("M"));
    // Hours stand where the work is part-time only; an import may bring them with week-ends too.
    let hours = vacancy.hours_week.unwrap_or(FULL).clamp(1, FULL);
    let floor = own_floor(vacancy.contract.as_deref(), &rules.codes);
    let income = rules.number("rmm", MINIMUM_INCOME);
    let note = match floor {
        Some(0) => None,
        Some(floor) => {
            under(monthly, floor, hours).then(|| WageNote::Under { floor: Floor::Own, minimum: pro_rata(floor, hours) })
        }
        None => against_smig(monthly, converted, hours, rules.smig(), income),
    };
    Some(Wage { monthly, converted, note })
}

/// FCFA a month of an amount by the hour (× 173⅓), the day (× 21⅔) or the month; and whether it had to be converted.
pub fn monthly(amount: i64, period: &str) -> (i64, bool) {
    let thirds = match period {
        "H" => HOURS_IN_THIRDS,
        "J" => DAYS_IN_THIRDS,
        _ => return (amount, false),
    };
    (amount.saturating_mul(thirds) / 3, true)
}

fn against_smig(monthly: i64, converted: bool, hours: i64, smig: i64, income: i64) -> Option<WageNote> {
    // Hours and days are converted as for full time: held against the whole minimum.
    let hours = if converted { FULL } else { hours };
    let minimum = pro_rata(smig, hours);
    if under(monthly, smig, hours) {
        return Some(if converted { WageNote::Under { floor: Floor::Smig, minimum } } else { WageNote::Blocks { minimum } });
    }
    under(monthly, income, hours).then(|| WageNote::UnderIncome { income: pro_rata(income, hours) })
}

/// Whether a wage is under a floor for these hours, without rounding.
fn under(monthly: i64, floor: i64, hours: i64) -> bool {
    monthly.saturating_mul(FULL) < floor.saturating_mul(hours)
}

/// A floor for these hours, rounded up: no lower wage would do.
fn pro_rata(floor: i64, hours: i64) -> i64 {
    (floor.saturating_mul(hours) + FULL - 1) / FULL
}

/// The floor that a contract has of its own, 0 where none is compared (`wage_floor` of CONTRACT).
fn own_floor(contract: Option<&str>, codes: &Codes) -> Option<i64> {
    codes.get("CONTRACT", contract?)?.extra("wage_floor")?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::code::Code;
    use std::sync::Arc;

    fn rules() -> Rules {
        let code =
            |c: &str, extra: &str| Code { list: "CONTRACT".into(), code: c.into(), extra: extra.into(), ..Code::default() };
        let codes = [code("01", ""), code("10", "fixed_term=1;wage_floor=75000"), code("12", "wage_floor=0")];
        Rules { codes: Arc::new(Codes::new(codes)), ..Rules::default() }
    }

    fn wage(contract: &str, low: i64, period: &str, hours: Option<i64>) -> Wage {
        let vacancy = Vacancy {
            contract: Some(contract.into()),
            wage_min: Some(low),
            wage_period: Some(period.into()),
            working_time: Some(if hours.is_some() { "2" } else { "1" }.into()),
            hours_week: hours,
            ..Vacancy::default()
        };
        check(&vacancy, &rules()).unwrap()
    }

    #[test]
    fn a_monthly_wage_under_the_minimum_blocks_pro_rata_of_its_hours() {
        assert_eq!(wage("01", 79_999, "M", None).note, Some(WageNote::Blocks { minimum: 80_000 }));
        // 20 hours of 40: 40 000; 25 hours: 50 000; 39 hours: 78 000; 3 hours: 6 000.
        for (hours, minimum) in [(20, 40_000), (25, 50_000), (39, 78_000), (3, 6_000)] {
            assert_eq!(wage("01", minimum - 1, "M", Some(hours)).note, Some(WageNote::Blocks { minimum }), "{hours}");
            assert!(!wage("01", minimum, "M", Some(hours)).blocks(), "{hours}");
        }
    }

    #[test]
    fn from_the_minimum_to_149_999_the_minimum_income_is_said() {
        assert_eq!(wage("01", 80_000, "M", None).note, Some(WageNote::UnderIncome { income: 150_000 }));
        assert_eq!(wage("01", 149_999, "M", None).note, Some(WageNote::UnderIncome { income: 150_000 }));
        assert_eq!(wage("01", 150_000, "M", None).note, None);
        assert_eq!(wage("01", 74_999, "M", Some(20)).note, Some(WageNote::UnderIncome { income: 75_000 }));
        assert_eq!(wage("01", 75_000, "M", Some(20)).note, None);
    }

    #[test]
    fn by_the_hour_and_the_day_the_months_equivalent_is_shown_and_only_warns() {
        // 450 an hour: 78 000 a month; 3 500 a day: 75 833; 4 000 a day: 86 666.
        let hourly = wage("01", 450, "H", None);
        assert_eq!((hourly.monthly, hourly.converted, hourly.blocks()), (78_000, true, false));
        assert_eq!(hourly.note, Some(WageNote::Under { floor: Floor::Smig, minimum: 80_000 }));
        assert_eq!(wage("01", 3_500, "J", None).monthly, 75_833);
        assert_eq!(wage("01", 4_000, "J", None).note, Some(WageNote::UnderIncome { income: 150_000 }));
    }

    #[test]
    fn contracts_with_a_floor_of_their_own_only_warn_and_some_are_not_compared() {
        assert_eq!(wage("10", 74_000, "M", None).note, Some(WageNote::Under { floor: Floor::Own, minimum: 75_000 }));
        assert_eq!(wage("10", 75_000, "M", None).note, None);
        assert_eq!(wage("12", 1, "M", None).note, None);
    }

    #[test]
    fn the_lowest_figure_given_counts_and_no_figure_says_nothing() {
        let only_most = Vacancy { wage_max: Some(60_000), ..Vacancy::default() };
        assert!(check(&only_most, &rules()).unwrap().blocks());
        assert_eq!(check(&Vacancy::default(), &rules()), None);
    }
}
