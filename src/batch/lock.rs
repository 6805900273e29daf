//! One writer of a folder at a time. The system lets go of the lock when its holder ends, however that is.

use super::whole_file::named_error;
use std::fs::{File, TryLockError};
use std::io::Result;
use std::path::Path;
use std::time::{Duration, Instant};

/// How often a lock that is taken is tried again.
const PAUSE: Duration = Duration::from_millis(50);

/// A folder's lock, held until it is dropped.
#[derive(Debug)]
pub struct Lock {
    /// Closing it lets go.
    _file: File,
}

impl Lock {
    /// The lock whose file is `path`, or nothing when another holds it for longer than `patience`; `waiting` is called once
    /// where there is any waiting.
    ///
    /// # Errors
    /// When the file cannot be made or locked.
    pub fn at(path: &Path, patience: Duration, waiting: impl FnOnce()) -> Result<Option<Self>> {
        let file = File::options()
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)
            .map_err(|error| named_error(path, error))?;
        let begun = Instant::now();
        let mut waiting = Some(waiting);
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Some(Self { _file: file })),
                Err(TryLockError::WouldBlock) if begun.elapsed() >= patience => return Ok(None),
                Err(TryLockError::WouldBlock) => {
                    if let Some(waiting) = waiting.take() {
                        waiting();
                    }
                    std::thread::sleep(PAUSE);
                }
                Err(TryLockError::Error(error)) => return Err(error),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_has_one_holder_and_goes_with_it() {
        let here = tempfile::tempdir().unwrap();
        let path = here.path().join("lock");
        let mut waited = 0;
        let mut lock = |patience| Lock::at(&path, Duration::from_millis(patience), || waited += 1);
        let held = lock(0).unwrap();
        assert!(held.is_some());
        assert!(lock(0).unwrap().is_none() && lock(60).unwrap().is_none());
        drop(held);
        assert!(lock(0).unwrap().is_some());
        assert_eq!(waited, 1);
    }
}
