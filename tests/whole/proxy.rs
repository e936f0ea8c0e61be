//! A line to the database that can be slow, stalled or cut: between the program and a private PostgreSQL.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

#[derive(Default)]
struct State {
    /// Milliseconds each way.
    delay: AtomicU64,
    /// Bytes a second each way; 0: as many as come.
    rate: AtomicU64,
    cut: AtomicBool,
    stalled: AtomicBool,
    open: Mutex<Vec<TcpStream>>,
}

/// The proxy; its threads end with the process.
pub struct Proxy {
    port: u16,
    database: String,
    state: Arc<State>,
}

impl Proxy {
    /// Before the database of this address (a socket in a folder).
    pub fn before(url: &str) -> Self {
        let rest = url.strip_prefix("postgres://guichet@").unwrap();
        let (folder, database) = rest.split_once('/').unwrap();
        let socket = format!("{}/.s.PGSQL.5432", folder.replace("%2F", "/"));
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let state = Arc::new(State::default());
        let shared = Arc::clone(&state);
        std::thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                if shared.cut.load(Ordering::SeqCst) {
                    let _ = client.shutdown(Shutdown::Both);
                    continue;
                }
                let server = UnixStream::connect(&socket).unwrap();
                shared.open.lock().unwrap().push(client.try_clone().unwrap());
                carry(client.try_clone().unwrap(), server.try_clone().unwrap(), &shared);
                carry(server, client, &shared);
            }
        });
        Proxy { port, database: database.to_owned(), state }
    }
    /// The address of the database through it.
    pub fn url(&self) -> String {
        format!("postgres://guichet@127.0.0.1:{}/{}", self.port, self.database)
    }
    /// From now on each byte is this late, each way, and no more than so many a second go through.
    pub fn slow(&self, delay: Duration, rate: u64) {
        self.state.delay.store(u64::try_from(delay.as_millis()).unwrap(), Ordering::SeqCst);
        self.state.rate.store(rate, Ordering::SeqCst);
    }
    /// The line is cut, and no new one is let through.
    pub fn cut(&self) {
        self.state.cut.store(true, Ordering::SeqCst);
        for stream in self.state.open.lock().unwrap().drain(..) {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }
    /// Nothing goes through any more, and nobody is told: no end, no error.
    pub fn stall(&self) {
        self.state.stalled.store(true, Ordering::SeqCst);
    }
    /// What was held goes through, and all that follows.
    pub fn flow(&self) {
        self.state.stalled.store(false, Ordering::SeqCst);
    }
    /// New lines are let through again.
    pub fn mend(&self) {
        self.state.cut.store(false, Ordering::SeqCst);
    }
}

/// One direction: what is read is written when its time has come.
fn carry(mut from: impl Read + Send + 'static, mut to: impl Write + Send + 'static, state: &Arc<State>) {
    let (send, late) = channel::<(Instant, Vec<u8>)>();
    let shared = Arc::clone(state);
    std::thread::spawn(move || {
        let mut buffer = [0; 8192];
        while let Ok(n @ 1..) = from.read(&mut buffer) {
            let due = Instant::now() + Duration::from_millis(shared.delay.load(Ordering::SeqCst));
            if send.send((due, buffer[..n].to_vec())).is_err() {
                return;
            }
        }
    });
    let shared = Arc::clone(state);
    std::thread::spawn(move || {
        for (due, bytes) in late {
            std::thread::sleep(due.saturating_duration_since(Instant::now()));
            if let Some(millis) = (bytes.len() as u64 * 1000).checked_div(shared.rate.load(Ordering::SeqCst)) {
                std::thread::sleep(Duration::from_millis(millis));
            }
            while shared.stalled.load(Ordering::SeqCst) {
                std::thread::sleep(Duration::from_millis(20));
            }
            if to.write_all(&bytes).is_err() {
                return;
            }
        }
    });
}
