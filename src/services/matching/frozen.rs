//! An explanation as it is kept with a proposal (`proposal.explanation`): JSON with ids, keys and arguments, no text of any language,
//! so that the same sentences come out of it years later. Called by proposals and by whoever shows one.

use serde_json::{Value, json};

use crate::domain::matching::{Criterion, Explanation, Met, Need, Reason};
use crate::fault::Arg;

/// As it is stored.
pub fn freeze(why: &Explanation) -> String {
    let reasons: Vec<Value> = why.reasons.iter().map(reason).collect();
    json!({"rule": why.rule, "score": why.score, "lacking": why.lacking, "tie": why.tie, "reasons": reasons}).to_string()
}

fn reason(r: &Reason) -> Value {
    // Pairs in their order: the same explanation gives the same bytes.
    let args: Vec<Value> = r.args.iter().map(|(k, v)| json!([k, v])).collect();
    json!({"criterion": r.criterion.id(), "need": r.need.id(), "met": r.met.id(), "weight": r.weight, "points": r.points,
           "key": r.key, "args": args})
}

/// Read back; none when it isn't an explanation (a note of another system). What this program doesn't know is left out.
pub fn thaw(stored: &str) -> Option<Explanation> {
    let all: Value = serde_json::from_str(stored).ok()?;
    Some(Explanation {
        rule: all.get("rule")?.as_str()?.to_owned(),
        score: all.get("score")?.as_i64()?,
        lacking: all.get("lacking").and_then(Value::as_bool).unwrap_or(false),
        tie: all.get("tie").and_then(Value::as_str).and_then(Explanation::known_tie),
        reasons: all.get("reasons")?.as_array()?.iter().filter_map(thawed).collect(),
    })
}

fn thawed(r: &Value) -> Option<Reason> {
    let text = |name: &str| r.get(name)?.as_str();
    let number = |name: &str| r.get(name).and_then(Value::as_i64).unwrap_or(0);
    let pair = |arg: &Value| Some((Reason::known_arg(arg.get(0)?.as_str()?)?, arg.get(1)?.as_str()?.to_owned()));
    let args: Vec<Arg> = r.get("args").and_then(Value::as_array).into_iter().flatten().filter_map(pair).collect();
    Some(Reason {
        criterion: Criterion::from_id(text("criterion")?)?,
        need: Need::from_id(text("need")?)?,
        met: Met::from_id(text("met")?)?,
        weight: number("weight"),
        points: number("points"),
        key: Reason::known_key(text("key")?)?,
        args,
    })
}
