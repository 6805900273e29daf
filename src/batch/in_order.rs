//! Work on all threads, its results in order: a slow item holds up its followers' results, not their work.

use rayon::ThreadPool;
use std::collections::BTreeMap;
use std::sync::mpsc::channel;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Items that may be worked on ahead of the first one that is not handed on: bounds the memory.
const AHEAD: usize = 128;

/// What is taken and what is handed on, as numbers of items from the first.
struct Turn {
    taken: usize,
    handed: usize,
    last: usize,
}

struct Turns {
    turn: Mutex<Turn>,
    changed: Condvar,
}

impl Turns {
    fn lock(&self) -> MutexGuard<'_, Turn> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next item, once it is near enough to those handed on.
    fn take(&self) -> Option<usize> {
        let waiting = |turn: &mut Turn| turn.taken < turn.last && turn.taken >= turn.handed + AHEAD;
        let waited = self.changed.wait_while(self.lock(), waiting);
        let mut turn = waited.unwrap_or_else(PoisonError::into_inner);
        (turn.taken < turn.last).then(|| {
            turn.taken += 1;
            turn.taken - 1
        })
    }

    fn hand_on(&self) {
        self.lock().handed += 1;
        self.changed.notify_all();
    }
}

/// Lets no thread take more, however the handing on ends.
struct Stop<'t>(&'t Turns);

impl Drop for Stop<'_> {
    fn drop(&mut self) {
        self.0.lock().last = 0;
        self.0.changed.notify_all();
    }
}

/// Works on the items, with a state of its own on each thread, and hands each result to `each` in order.
///
/// # Errors
/// The first of `each`; the items not yet begun are left.
///
/// # Panics
/// Where `state`, `work` or `each` does.
pub(super) fn in_order<'i, I: Sync, S, T: Send, E>(
    pool: &ThreadPool,
    items: &'i [I],
    state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, &'i I) -> T + Sync,
    mut each: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E> {
    let turn = Turn {
        taken: 0,
        handed: 0,
        last: items.len(),
    };
    let turns = Turns {
        turn: Mutex::new(turn),
        changed: Condvar::new(),
    };
    let (done, results) = channel();
    let (turns, state, work) = (&turns, &state, &work);
    pool.in_place_scope(|scope| {
        for _ in 0..pool.current_num_threads().min(items.len()) {
            let done = done.clone();
            scope.spawn(move |_| {
                // A thread that ends by a panic leaves a gap that nothing fills.
                let _stop = Stop(turns);
                let mut state = state();
                while let Some((at, item)) = turns.take().and_then(|at| Some((at, items.get(at)?)))
                {
                    // Nobody wants the results any more after an error of `each`.
                    let _ = done.send((at, work(&mut state, item)));
                }
            });
        }
        drop(done);
        let _stop = Stop(turns);
        let mut early = BTreeMap::new();
        let mut next = 0;
        for (at, result) in results {
            early.insert(at, result);
            while let Some(result) = early.remove(&next) {
                next += 1;
                each(result)?;
                turns.hand_on();
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn items(count: usize) -> Vec<usize> {
        (0..count).collect()
    }

    fn pool() -> ThreadPool {
        rayon::ThreadPoolBuilder::new()
            .num_threads(3)
            .build()
            .unwrap()
    }

    #[test]
    fn results_come_in_order_and_each_once() {
        let work = |(): &mut (), item: &usize| {
            std::thread::sleep(Duration::from_micros((*item as u64 * 7919) % 300));
            *item
        };
        let mut seen = Vec::new();
        let each = |item| {
            seen.push(item);
            Ok::<(), ()>(())
        };
        in_order(&pool(), &items(1000), || (), work, each).unwrap();
        assert_eq!(seen, (0..1000).collect::<Vec<_>>());
    }

    #[test]
    fn no_thread_runs_far_ahead_of_what_is_handed_on() {
        let begun = std::sync::atomic::AtomicUsize::new(0);
        let work = |(): &mut (), item: &usize| {
            let item = *item;
            begun.fetch_max(item, std::sync::atomic::Ordering::SeqCst);
            if item == 0 {
                std::thread::sleep(Duration::from_millis(50));
            }
            (item, begun.load(std::sync::atomic::Ordering::SeqCst))
        };
        let mut furthest = 0;
        let each = |(item, begun): (usize, usize)| {
            if item == 0 {
                furthest = begun;
            }
            Ok::<(), ()>(())
        };
        in_order(&pool(), &items(5000), || (), work, each).unwrap();
        assert!(furthest <= AHEAD, "{furthest}");
    }

    #[test]
    #[should_panic(expected = "this one")]
    fn a_panic_is_passed_on_and_nothing_hangs() {
        let work = |(): &mut (), item: &usize| assert!(*item != 7, "this one");
        let _ = in_order(
            &pool(),
            &items(10 * AHEAD),
            || (),
            work,
            |()| Ok::<(), ()>(()),
        );
    }

    #[test]
    fn an_error_stops_the_rest() {
        let each = |item| if item == 5 { Err(item) } else { Ok(()) };
        let end = in_order(
            &pool(),
            &items(100_000),
            || (),
            |(): &mut (), item: &usize| *item,
            each,
        );
        assert_eq!(end, Err(5));
    }
}
