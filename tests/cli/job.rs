//! `docs/job/publish`: a school year of uploads into a git repository, each followed by the job in a fresh checkout.

use super::sync::{MONDAY, PROFILE, TUESDAY, menu_of};
use super::{ardoise, folder, seen};
use ardoise::calendar::{SchoolCalendar, Zone};
use chrono::{Duration, NaiveDate};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Uploads of the year.
const WEEKS: usize = 36;

fn git(folder: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new("git");
    command.current_dir(folder).args([
        "-c",
        "user.name=Mairie",
        "-c",
        "user.email=mairie@valmenu.example",
    ]);
    // Whatever the machine's own settings.
    command
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null");
    let output = command.args(arguments).output().unwrap();
    let (code, out, err) = seen(&output);
    assert_eq!(code, 0, "git {arguments:?}: {err}");
    out
}

/// A town's repository, where people push menus and the job pushes data.
struct Repository {
    /// What is shared.
    origin: PathBuf,
    /// Where the town hall works.
    town_hall: PathBuf,
    /// Where the job works.
    runner: PathBuf,
}

impl Repository {
    fn new(at: &Path) -> Self {
        let _ = fs::remove_dir_all(at);
        fs::create_dir_all(at).unwrap();
        git(
            at,
            &[
                "init",
                "--quiet",
                "--bare",
                "--initial-branch=main",
                "origin.git",
            ],
        );
        git(at, &["clone", "--quiet", "origin.git", "town-hall"]);
        let repository = Self {
            origin: at.join("origin.git"),
            town_hall: at.join("town-hall"),
            runner: at.join("runner"),
        };
        git(
            &repository.town_hall,
            &["checkout", "--quiet", "-B", "main"],
        );
        fs::write(repository.town_hall.join("cantine.toml"), PROFILE).unwrap();
        repository.commit("Profil de la cantine");
        repository
    }

    fn upload(&self, name: &str, content: &[u8]) {
        let path = self.town_hall.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self.push(&format!("Dépôt de {name}"));
    }

    fn push(&self, message: &str) {
        git(&self.town_hall, &["pull", "--quiet", "origin", "main"]);
        self.commit(message);
    }

    fn commit(&self, message: &str) {
        git(&self.town_hall, &["add", "--all"]);
        git(
            &self.town_hall,
            &["commit", "--quiet", "--message", message],
        );
        git(&self.town_hall, &["push", "--quiet", "origin", "HEAD:main"]);
    }

    fn check_out(&self) {
        let _ = fs::remove_dir_all(&self.runner);
        let clone = ["clone", "--quiet", "origin.git", "runner"];
        git(self.origin.parent().unwrap(), &clone);
    }

    /// The job, on a day, in a fresh checkout.
    fn publish(&self, day: NaiveDate, arguments: &[&str]) -> (i32, String) {
        self.check_out();
        let (code, _, err) = seen(&self.run(day, arguments, &[]));
        (code, err)
    }

    /// The job in the checkout that is there.
    fn run(&self, day: NaiveDate, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/job/publish");
        let epoch = day.and_hms_opt(12, 0, 0).unwrap().and_utc().timestamp();
        let mut job = Command::new(script);
        job.current_dir(&self.runner)
            .args(["menus", "data"])
            .args(arguments);
        job.env("ARDOISE", env!("CARGO_BIN_EXE_ardoise"))
            .env("ARDOISE_PUSH", "origin");
        job.env("SOURCE_DATE_EPOCH", epoch.to_string());
        job.env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_SYSTEM", "/dev/null");
        job.envs(variables.iter().copied()).output().unwrap()
    }

    /// A file as it is shared, of a commit.
    fn shared(&self, commit: &str, name: &str) -> String {
        git(&self.origin, &["show", &format!("{commit}:{name}")])
    }

    /// What `ardoise extract` makes of the menus in the job's checkout.
    fn extracted(&self) -> String {
        seen(
            &ardoise(&self.runner)
                .args(["extract", "menus"])
                .output()
                .unwrap(),
        )
        .1
    }

    /// The commits of the job, the last one first.
    fn published(&self) -> Vec<String> {
        let log = git(
            &self.origin,
            &["log", "--author=Ardoise", "--format=%H", "main"],
        );
        log.lines().map(str::to_owned).collect()
    }
}

fn week(monday: NaiveDate) -> Vec<u8> {
    let modified = (monday - Duration::days(5)).format("%Y%m%d").to_string();
    menu_of(monday, &[(0, MONDAY), (1, TUESDAY), (3, MONDAY)], &modified)
}

fn name(monday: NaiveDate) -> String {
    format!("menus/{}/semaine du {monday}.pdf", monday.format("%Y"))
}

/// A menu a week, and what befalls a town hall; gives the menu that it withdraws.
fn publish_the_year(repository: &Repository, mondays: &[NaiveDate]) -> Vec<u8> {
    let mut withdrawn = Vec::new();
    for (number, monday) in mondays.iter().take(WEEKS).copied().enumerate() {
        let today = monday - Duration::days(3);
        repository.upload(&name(monday), &week(monday));
        let mut expected = 0;
        match number {
            7 => {
                repository.upload("menus/lettre aux parents.pdf", b"%PDF-1.4 cut short");
                expected = 3;
            }
            12 => {
                let modified = today.format("%Y%m%d").to_string();
                let days: &[(u32, &[&str])] = &[
                    (0, MONDAY),
                    (1, &["Potage bio", "Quenelles", "Pain", "Flan"]),
                    (3, MONDAY),
                ];
                repository.upload(&name(mondays[10]), &menu_of(mondays[10], days, &modified));
            }
            18 => repository.upload("menus/copie.pdf", &week(mondays[4])),
            24 => {
                withdrawn = fs::read(repository.town_hall.join(name(mondays[2]))).unwrap();
                fs::remove_file(repository.town_hall.join(name(mondays[2]))).unwrap();
                repository.push("Retrait d'un menu");
            }
            _ => {}
        }
        let before = repository.published().len();
        let (code, err) = repository.publish(today, &["--max-gap", "21"]);
        assert_eq!(code, expected, "{monday}: {err}");
        assert_eq!(repository.published().len(), before + 1, "{monday}: {err}");
    }
    withdrawn
}

/// The journal says all that happened.
fn look_at_journal(repository: &Repository, mondays: &[NaiveDate]) {
    let journal = repository.shared("main", "data/journal.md");
    for told in [
        "lettre aux parents.pdf** : le PDF est endommagé ou incomplet",
        ".pdf** : nouvelle version",
        "n'est plus dans le dossier ; ses plats restent publiés",
        "## Plus dans le dossier, encore publiés",
        "aucune semaine de classe ne manque",
    ] {
        assert!(journal.contains(told), "{told} in {journal}");
    }
    let original = &name(mondays[4])["menus/".len()..];
    let twice = format!("{original}** : c'est le même document que « copie.pdf »");
    assert!(journal.contains(&twice), "{journal}");
    assert_eq!(journal.matches(" : nouveau menu").count(), WEEKS + 1);
}

/// Each commit holds data alone, and says what it is.
fn look_at_commits(repository: &Repository) {
    for commit in repository.published() {
        let files = git(
            &repository.origin,
            &["show", "--format=", "--name-only", &commit],
        );
        assert!(
            files
                .lines()
                .all(|file| file.starts_with("data/") && !file.contains(".ardoise")),
            "{files}"
        );
    }
    let title = git(&repository.origin, &["log", "-1", "--format=%s", "main"]);
    assert!(title.starts_with("Menus, mise à jour du "), "{title}");
}

/// The repository stays in the target's folder, where `tests/job/run` has the reference validators judge each table of the year.
#[test]
fn a_year_of_uploads_ends_as_one_extraction_and_the_journal_tells_it() {
    let repository = Repository::new(&Path::new(env!("CARGO_TARGET_TMPDIR")).join("year"));
    let [first, last] = ["2022-09-01", "2023-07-07"].map(|day| day.parse().unwrap());
    let mondays = SchoolCalendar::load().school_weeks(first, last, Some(Zone::B));
    assert!(mondays.len() >= WEEKS, "{}", mondays.len());
    let withdrawn = publish_the_year(&repository, &mondays);

    repository.check_out();
    let table = repository.shared("main", "data/menus.csv");
    fs::write(repository.runner.join(name(mondays[2])), withdrawn).unwrap();
    assert!(table == repository.extracted());
    assert_eq!(
        table.lines().count(),
        1 + 36 * 15 - 1,
        "a dish less on the corrected day"
    );

    look_at_journal(&repository, &mondays);
    look_at_commits(&repository);

    // Another run has nothing to say; one that prunes ends as an extraction of what is there.
    let before = repository.published();
    assert_eq!(repository.publish(last, &[]).0, 0);
    assert_eq!(repository.published(), before);
    let (code, err) = repository.publish(last, &["--prune"]);
    assert_eq!(code, 0, "{err}");
    repository.check_out();
    assert_eq!(
        repository.shared("main", "data/menus.csv"),
        repository.extracted()
    );
    assert_eq!(
        repository
            .publish(last + Duration::days(90), &["--max-gap", "21"])
            .0,
        4
    );
}

/// A repository of one published week.
fn small(at: &Path) -> (Repository, NaiveDate) {
    let repository = Repository::new(at);
    let monday = NaiveDate::from_ymd_opt(2022, 11, 7).unwrap();
    repository.upload(&name(monday), &week(monday));
    assert_eq!(repository.publish(monday, &[]).0, 0);
    (repository, monday)
}

#[test]
fn the_job_commits_nothing_but_data_and_nothing_that_is_not_valid() {
    let here = folder();
    let (repository, monday) = small(&here.path().join("town"));
    repository.upload("cantine.toml", b"menuCollNom = \"Valmenu\"");
    let before = repository.published();
    let (code, err) = repository.publish(monday, &[]);
    assert!(code == 1 && err.contains("rien n'a été publié"), "{err}");
    assert_eq!(repository.publish(monday, &["--no-such-option"]).0, 2);
    assert_eq!(repository.published(), before);
    repository.upload("cantine.toml", PROFILE.as_bytes());
    repository.upload(
        &name(monday + Duration::days(7)),
        &week(monday + Duration::days(7)),
    );
    repository.check_out();
    fs::write(repository.runner.join("brouillon.txt"), "à moi").unwrap();
    fs::write(
        repository.runner.join("cantine.toml"),
        format!("{PROFILE}# à moi\n"),
    )
    .unwrap();
    let (code, _, err) = seen(&repository.run(monday, &[], &[]));
    assert_eq!(code, 0, "{err}");
    let files = git(
        &repository.origin,
        &["show", "--format=", "--name-only", "main"],
    );
    assert!(
        files.contains("data/menus.csv") && files.lines().all(|f| f.starts_with("data/")),
        "{files}"
    );
    assert_eq!(
        git(&repository.runner, &["status", "--short"]),
        " M cantine.toml\n?? brouillon.txt\n"
    );
}

#[test]
fn data_without_a_folder_of_their_own_or_ignored_are_refused() {
    let here = folder();
    let (repository, _) = small(&here.path().join("town"));
    repository.check_out();
    fs::write(repository.runner.join(".gitignore"), "ignored/\n").unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/job/publish");
    for (data, why) in [
        (".", "a folder of their own"),
        ("ignored", "ignored by git"),
    ] {
        let mut job = Command::new(&script);
        job.current_dir(&repository.runner).args(["menus", data]);
        job.env("ARDOISE", env!("CARGO_BIN_EXE_ardoise"));
        let (code, _, err) = seen(&job.output().unwrap());
        assert!(code == 2 && err.contains(why), "{err}");
    }
}

#[test]
fn what_git_fails_with_is_no_answer_of_the_program() {
    let here = folder();
    let (repository, monday) = small(&here.path().join("town"));
    let next = monday + Duration::days(7);
    repository.upload(&name(next), &week(next));
    repository.check_out();
    let nowhere = [("ARDOISE_PUSH", "nowhere")];
    assert_eq!(seen(&repository.run(next, &[], &nowhere)).0, 2);
    fs::remove_dir_all(repository.runner.join(".git")).unwrap();
    assert_eq!(seen(&repository.run(next, &[], &[])).0, 2);
}

#[test]
fn a_push_that_comes_between_is_kept_and_one_to_the_data_is_not_merged() {
    let here = folder();
    let (repository, monday) = small(&here.path().join("town"));
    let next = monday + Duration::days(7);
    repository.upload(&name(next), &week(next));
    repository.check_out();
    // Somebody adds a menu while the job runs.
    let after = next + Duration::days(7);
    repository.upload(&name(after), &week(after));
    let (code, _, err) = seen(&repository.run(next, &[], &[]));
    assert_eq!(code, 0, "{err}");
    assert_eq!(
        repository.shared("main", "data/menus.csv").lines().count(),
        31
    );
    let (code, _) = repository.publish(after, &[]);
    assert_eq!(
        (
            code,
            repository.shared("main", "data/menus.csv").lines().count()
        ),
        (0, 46)
    );
    // Somebody changes the data meanwhile.
    let last = after + Duration::days(7);
    repository.upload(&name(last), &week(last));
    repository.check_out();
    git(
        &repository.town_hall,
        &["pull", "--quiet", "--rebase", "origin", "main"],
    );
    repository.upload("data/documents.json", b"{}");
    let there = repository.shared("main", "data/menus.csv");
    let (code, _, err) = seen(&repository.run(last, &[], &[]));
    assert!(code == 2 && err.contains("nothing was pushed"), "{err}");
    assert_eq!(repository.shared("main", "data/menus.csv"), there);
}

#[test]
fn a_pull_request_has_a_branch_of_its_own_and_no_branch_is_an_error() {
    let here = folder();
    let (repository, monday) = small(&here.path().join("town"));
    let request = [("ARDOISE_REQUEST", "ardoise/menus")];
    let tables = |branch: &str| repository.shared(branch, "data/menus.csv").lines().count();
    for number in 1..3 {
        let next = monday + Duration::days(7 * number);
        repository.upload(&name(next), &week(next));
        repository.check_out();
        let (code, _, err) = seen(&repository.run(next, &[], &request));
        assert_eq!(code, 0, "{err}");
        assert_eq!(
            (tables("main"), tables("ardoise/menus")),
            (16, 16 + 15 * number as usize)
        );
    }
    // Somebody commits to the request: that is not lost.
    let side = here.path().join("town/side");
    git(
        &here.path().join("town"),
        &[
            "clone",
            "--quiet",
            "--branch",
            "ardoise/menus",
            "origin.git",
            "side",
        ],
    );
    fs::write(side.join("mot.txt"), "à garder").unwrap();
    git(&side, &["add", "--all"]);
    git(&side, &["commit", "--quiet", "--message", "Un mot"]);
    git(&side, &["push", "--quiet", "origin", "HEAD"]);
    repository.check_out();
    let (code, _, err) = seen(&repository.run(monday, &[], &request));
    assert!(
        code == 2 && err.contains("somebody committed to ardoise/menus"),
        "{err}"
    );
    assert_eq!(repository.shared("ardoise/menus", "mot.txt"), "à garder");
    repository.check_out();
    git(&repository.runner, &["checkout", "--quiet", "--detach"]);
    let (code, _, err) = seen(&repository.run(monday, &[], &[]));
    assert!(code == 2 && err.contains("ARDOISE_BRANCH"), "{err}");
    let (code, _, err) = seen(&repository.run(monday, &[], &[("ARDOISE_BRANCH", "main")]));
    assert_eq!((code, tables("main")), (0, 46), "{err}");
}
