//! The families of food.

use crate::labels::words;
use serde::{Deserialize, Serialize};

words! {
    /// A family of food.
    Family {
        /// A salad, a plate of several raw or cold things.
        Salad = "salad",
        /// A vegetable that is mostly served raw.
        RawVegetable = "raw_vegetable",
        /// Soup.
        Soup = "soup",
        /// Cured and potted meat, served cold.
        Charcuterie = "charcuterie",
        /// Pie, puff pastry, pancake with a savoury filling.
        SavouryPastry = "savoury_pastry",
        /// Egg.
        Egg = "egg",
        /// Beef, veal, pork, lamb, game, offal, and meat whose animal is not said.
        Meat = "meat",
        /// Chicken, turkey, duck, guinea fowl.
        Poultry = "poultry",
        /// Fish and shellfish.
        Fish = "fish",
        /// Fish and shellfish that are mostly served as a starter.
        FishStarter = "fish_starter",
        /// A main dish that brings its own side dish.
        OneDishMeal = "one_dish_meal",
        /// A main dish without meat nor fish.
        VegetarianMain = "vegetarian_main",
        /// A way of cooking that says little of what is cooked (gratin, wok, tajine).
        Preparation = "preparation",
        /// Vegetables prepared together (ratatouille, jardinière), and vegetables that are not named.
        VegetableDish = "vegetable_dish",
        /// Pulses.
        Legume = "legume",
        /// Pasta, rice, potatoes, cereals.
        Starch = "starch",
        /// A vegetable that is mostly served cooked.
        Vegetable = "vegetable",
        /// Cheese.
        Cheese = "cheese",
        /// Yoghurt, fromage blanc, petit-suisse.
        Yoghurt = "yoghurt",
        /// Flan, mousse, dessert cream, rice pudding.
        DairyDessert = "dairy_dessert",
        /// Fruit as it grows.
        Fruit = "fruit",
        /// Stewed fruit, fruit in syrup, fruit salad.
        CookedFruit = "cooked_fruit",
        /// Tart, cake, pancake, doughnut.
        Pastry = "pastry",
        /// Biscuit, cereal bar.
        Biscuit = "biscuit",
        /// Ice cream, sorbet.
        IceCream = "ice_cream",
        /// Chocolate, jam, honey, sweets.
        Sweet = "sweet",
        /// Bread.
        Bread = "bread",
        /// Breakfast cereals.
        Cereal = "cereal",
        /// Milk, to drink.
        Milk = "milk",
        /// A drink that is no milk.
        Drink = "drink",
        /// A sauce, a dressing, a herb.
        Sauce = "sauce",
    }
}
