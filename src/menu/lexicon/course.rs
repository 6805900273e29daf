//! A name → its course and its families of food; a text → whether it speaks of food.

use super::family::Family;
use super::foods::{FOODS, Food, Match, Sense};
use super::guess::CourseGuess;
use crate::menu::words::Words;

/// Words before the head that nobody knows: a name has fewer.
const STRAYS: usize = 2;
/// Of its sureness, what a guess keeps where the head is misspelt or stands after words that nobody knows.
const DOUBTFUL: f32 = 0.7;

/// The course of a text that is food; `None` where no word at its head is known, or where it speaks of something else
/// ("École Les Cerises", "La carotte est riche en vitamines").
pub fn course_of(text: &str) -> Option<CourseGuess> {
    let words = Words::new(text);
    let found: Vec<Match> = FOODS.scan(&words).collect();
    let name = Name::new(&words, &found)?;
    (!name.is_doubtful() && is_food(text, &found)).then(|| name.guess())?
}

/// The course of a dish, whatever else its name speaks of: "Yaourt du lycée agricole".
pub(in crate::menu) fn course_of_dish(name: &str) -> Option<CourseGuess> {
    let words = Words::new(name);
    let found: Vec<Match> = FOODS.scan(&words).collect();
    Name::new(&words, &found)?.guess()
}

/// The families of food in a name, in its order, each once.
pub fn families_of(name: &str) -> Vec<Family> {
    let words = Words::new(name);
    let found: Vec<Match> = FOODS.scan(&words).collect();
    families(&FOODS.foods(&found), None)
}

/// Whether a name of the lexicon begins at the end of one text and ends in the other: "Cake aux fruits" over "confits".
pub(in crate::menu) fn has_one_name(above: &str, below: &str) -> bool {
    let first = Words::new(above).len();
    let words = Words::new(&format!("{above} {below}"));
    let mut found = FOODS.scan(&words);
    found.any(|name| name.start < first && first < name.end)
}

/// How many of the words of a text are food, its ways, or say nothing in French, of how many.
pub(in crate::menu) fn known_words(text: &str) -> (usize, usize) {
    let words = Words::new(text);
    let mut known = vec![false; words.len()];
    for found in FOODS.scan(&words) {
        known
            .iter_mut()
            .take(found.end)
            .skip(found.start)
            .for_each(|k| *k = true);
    }
    let spelled = words.before(words.len()).zip(known);
    let spelled = spelled.filter(|(word, _)| word.chars().any(char::is_alphabetic));
    spelled.fold((0, 0), |(known, all), (word, is_known)| {
        let is_known = is_known || FOODS.says_nothing(word);
        (known + usize::from(is_known), all + 1)
    })
}

/// Whether a text holds no food and speaks of something else from its first known word on: "Réunion de rentrée".
pub(in crate::menu) fn speaks_of_something_else(words: &Words) -> bool {
    let mut found = FOODS.scan(words);
    let food = |m: Match| matches!(m.sense, Sense::Food(_) | Sense::Lead(_));
    let leads = found.next().is_some_and(|first| {
        let mut before = words.before(first.start);
        matches!(first.sense, Sense::Other | Sense::Never)
            && before.all(|word| FOODS.says_nothing(word))
    });
    leads && !found.any(food)
}

/// What may stand between a heading and what it says.
const SIDES: [char; 2] = [':', '='];

/// Whether a text speaks of nothing but food. Of "Crèche : purée de carottes" the last side tells, as of "Pain : boulangerie
/// Martin".
fn is_food(text: &str, found: &[Match]) -> bool {
    let last = || {
        let mut sides = text.rsplit(SIDES).map(Words::new);
        sides.find_map(|side| FOODS.scan(&side).next())
    };
    let first = match text.contains(SIDES) {
        true => last(),
        false => found.first().copied(),
    };
    let begins = first.is_some_and(|m| matches!(m.sense, Sense::Other | Sense::OfADish));
    !begins && found.iter().all(|m| m.sense != Sense::Never)
}

/// A name taken apart.
struct Name<'a> {
    words: &'a Words,
    foods: Vec<Food>,
    misspelt: bool,
    /// Words before the head that nobody knows.
    strays: usize,
    /// Whether it begins as the rest of a name: "de pommes de terre", "d'herbes".
    goes_on: bool,
}

impl<'a> Name<'a> {
    fn new(words: &'a Words, found: &[Match]) -> Option<Self> {
        let mut foods = FOODS.foods(found);
        let unknown = foods.first().map_or(words.len(), |m| m.start);
        let misspelt = FOODS.misspelt(words, unknown);
        foods.splice(0..0, misspelt);
        let head = foods.first()?.start;
        if words.before(head).any(|word| FOODS.joins(word)) {
            return None;
        }
        let strays = words.before(head).filter(|w| !FOODS.says_nothing(w));
        let first = words.span(0, 1).unwrap_or_default();
        Some(Self {
            words,
            goes_on: head > 0 && FOODS.goes_on(first),
            misspelt: misspelt.is_some(),
            strays: strays.count(),
            foods,
        })
    }

    fn guess(&self) -> Option<CourseGuess> {
        let (head, tail) = self.foods.split_first()?;
        let line = FOODS.line(head)?;
        let turn = FOODS.turn(head, tail, self.words);
        let (courses, sure) = turn.map_or((&line.courses, line.sure), |t| (&t.courses, t.sure));
        let doubtful = self.strays > 0 || self.misspelt;
        Some(CourseGuess {
            best: *courses.first()?,
            sure: if doubtful { sure * DOUBTFUL } else { sure },
            possible: courses,
            families: families(&self.foods, turn.and_then(|t| t.family)),
        })
    }

    /// Whether too little of it is known, or of a name too little is there, to tell that it is food.
    fn is_doubtful(&self) -> bool {
        self.goes_on || self.strays >= STRAYS || (self.misspelt && self.strays > 0)
    }
}

fn families(foods: &[Food], turned: Option<Family>) -> Vec<Family> {
    let mut families = Vec::new();
    let own = foods.iter().map(|food| food.family);
    let own = own.skip(usize::from(turned.is_some()));
    for family in turned.into_iter().chain(own) {
        if !families.contains(&family) {
            families.push(family);
        }
    }
    families
}
