//! What the door costs (security.md §2): 100 password hashes at once through the gate, their memory together, and what stays in the
//! process after five unlocks. `cargo bench --bench access`.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use guichet::services::{gate, password};

fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|l| l.starts_with("VmRSS:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|n| n.parse().ok()).unwrap_or(0)
}

fn main() {
    let folder = std::env::temp_dir().join(format!("guichet-gate-{}", std::process::id()));
    gate::at(&folder);
    let Ok(secret) = password::hash("trois manguiers bleus") else { return };
    let before = resident();
    for _ in 0..5 {
        let _ = password::verify("trois manguiers bleus", Some(&secret));
    }
    println!("after 5 unlocks: {} KiB more", resident().saturating_sub(before));
    let (most, over) = (AtomicU64::new(0), AtomicBool::new(false));
    let before = resident();
    let begun = Instant::now();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !over.load(Ordering::SeqCst) {
                most.fetch_max(resident(), Ordering::SeqCst);
                std::thread::sleep(Duration::from_millis(2));
            }
        });
        let all: Vec<_> =
            (0..100).map(|_| scope.spawn(|| password::verify("trois manguiers bleus", Some(&secret)).is_ok())).collect();
        let good = all.into_iter().filter_map(|t| t.join().ok()).filter(|ok| *ok).count();
        over.store(true, Ordering::SeqCst);
        println!("100 hashes at once: {good} done in {:?}", begun.elapsed());
    });
    println!("together at most {} KiB more than before", most.load(Ordering::SeqCst).saturating_sub(before));
    let _ = std::fs::remove_dir_all(folder);
}
