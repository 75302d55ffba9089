namespace RachelFoods.Web.Modules.Products;

/// <summary>The second store: drinks and snacks, prices in kobo.</summary>
internal static class SampleSnacks
{
    private const string Drinks = "drinks";
    private const string Snacks = "snacks";
    private const string Mixes = "mixes-spices";

    public static readonly SampleCatalogue Catalogue = new(
        [
            new("Drinks", Drinks, "Cold, spiced and made from plants you can name."),
            new("Snacks", Snacks, "Something crunchy for the road, the desk or the visitor at the door."),
            new("Mixes & Spices", Mixes, "Start from here and the kitchen smells right in minutes."),
        ],
        [
            new(Drinks, "Zobo Drink", "zobo-drink",
                "Hibiscus petals steeped with ginger, cloves and pineapple peel, then chilled. Tart, ruby-red and only lightly sweet. Shake "
                + "it, pour it over ice and drink it within three days of opening.",
                [new("50 cl bottle", "ZOBO-50CL", 1_200_00, 520, 240), new("Six bottles", "ZOBO-6X50CL", 6_600_00, 3120, 40)])
            { Featured = true, Perishable = true },
            new(Drinks, "Kunu Drink", "kunu-drink",
                "Millet soaked, spiced with ginger and clove, milled and strained until creamy. Filling enough for a slow afternoon, "
                + "refreshing enough for a hot one. Keep it cold and shake it well.",
                [new("50 cl bottle", "KUNU-50CL", 1_000_00, 530, 180)]) { Perishable = true },
            new(Snacks, "Chin Chin", "chin-chin",
                "Small golden cubes of buttery dough with a hint of nutmeg, fried until they crack between the teeth. Nobody has ever eaten "
                + "only one. Contains wheat, milk and egg.",
                [new("Jar", "CHIN-JAR", 2_500_00, 400, 150), new("Party bucket", "CHIN-BUCKET", 9_000_00, 1800, 25)]) { Featured = true },
            new(Snacks, "Plantain Chips", "plantain-chips",
                "Ripe plantain sliced thin and fried crisp, sweet at first and salty after. The heat of a little dry pepper comes last.",
                [new("Pack", "PLANTAIN-PACK", 800_00, 120, 400)]) { Featured = true },
            new(Snacks, "Coconut Candy", "coconut-candy",
                "Shredded coconut stirred in its own milk and caramel until it sets: chewy inside, brittle at the edges, and gone before the "
                + "traffic light changes.",
                [new("Pack", "COCONUT-PACK", 1_000_00, 150, 220)]),
            new(Snacks, "Tiger Nuts", "tiger-nuts",
                "Aya, washed and dried: sweet little tubers that taste of almond and coconut. Nibble them as they are, or soak and blend "
                + "them with dates for a glass of kunu aya.",
                [new("Pack", "TIGERNUT-PACK", 1_500_00, 300, 300)]),
            new(Mixes, "Puff Puff Mix", "puff-puff-mix",
                "Flour, yeast, sugar and nutmeg in the right measure. Add warm water, let it rise for an hour and fry by the spoonful: round, "
                + "airy and best while too hot to hold. Contains wheat.",
                [new("Pack", "PUFF-PACK", 1_800_00, 500, 200)]) { Featured = true },
            new(Mixes, "Suya Pepper", "suya-pepper",
                "Yaji as the mai suya grinds it: groundnut, ginger, dry pepper and grains of Selim. Rub it on beef or chicken before the "
                + "grill, and dust over more when it comes off. Contains groundnuts.",
                [new("Jar", "SUYA-JAR", 2_000_00, 180, 260)]),
        ]);
}
