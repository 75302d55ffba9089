namespace RachelFoods.Web.Modules.Products;

/// <summary>RachelFoods: fourteen Nigerian foods, prices in US cents.</summary>
internal static class SampleFoods
{
    private const string Grains = "grains-staples";
    private const string Fish = "proteins-fish";
    private const string Spices = "spices-ingredients";
    private const string Mixes = "ready-mixes";

    public static readonly SampleCatalogue Catalogue = new(
        [
            new("Grains & Staples", Grains, "The soft, filling half of the meal: swallows and porridges, ready when the soup is."),
            new("Proteins & Fish", Fish, "Fish and meat with deep flavour, cleaned, dried or spiced the way the pot wants them."),
            new("Spices & Ingredients", Spices, "The small packs that make a soup taste of home."),
            new("Ready Mixes", Mixes, "Sauces with the slow work already done. Warm, stir, serve."),
        ],
        [.. GrainsAndStaples, .. ProteinsAndFish, .. SpicesAndIngredients, .. ReadyMixes]);

    private static IEnumerable<SampleProduct> GrainsAndStaples =>
    [
        new(Grains, "Fresh Ogi", "fresh-ogi",
            "Smooth, gently sour pap from fermented corn, wet-milled and sieved fine. Stir it into a little cold water, pour over boiling "
            + "water and watch it thicken into a silky breakfast. Sweeten it as you like and serve it with akara or moi moi.",
            [new("Wrap/Pack", "OGI-PACK", 7_00, 500, 980)]),
        new(Grains, "Fufu", "fufu",
            "Soft, stretchy cassava fufu with the mild tang that good fermentation gives. Each piece is wrapped and already cooked: steam it "
            + "or warm it in hot water until it yields. Made for egusi, ogbono or any soup with a generous pot of stew behind it.",
            [
                new("5 Pieces", "FUFU-5", 10_00, 500, 960),
                new("Small Pack (3 pieces)", "FUFU-SM-3", 6_00, 300, 200),
                new("Large Pack (10 pieces)", "FUFU-LG-10", 18_00, 1000, 100),
            ]) { Featured = true },
        new(Grains, "Tapioca", "tapioca",
            "Crisp white cassava granules that swell into glossy, tender pearls. Soak them, simmer gently, then add milk, coconut or a "
            + "little sugar for a bowl that comforts at breakfast and again at night.",
            [new("Pack", "TAPIOCA-PACK", 10_00, 500, 970)]),
    ];

    private static IEnumerable<SampleProduct> ProteinsAndFish =>
    [
        new(Fish, "Cat Fish", "catfish",
            "Whole catfish, cleaned, cut and frozen while fresh. The flesh is rich and holds together in the pot, which is why pepper soup "
            + "asks for it by name. Thaw it overnight in the fridge and rinse it with salt and lime before cooking.",
            [
                new("Pack", "CATFISH-PACK", 30_00, 1000, 930),
                new("500g Pack", "CATFISH-500G", 15_00, 500, 150),
                new("1kg Pack", "CATFISH-1KG", 28_00, 1000, 150),
            ]) { Featured = true, Perishable = true },
        new(Fish, "Panla", "panla",
            "Dried hake with a clean smoky taste and meat that flakes into the sauce. Soak it in hot water for ten minutes, pick out the "
            + "bones, and let it give its depth to efo riro, okra or a simple pepper stew.",
            [new("Pack", "PANLA-PACK", 20_00, 500, 950)]),
        new(Fish, "Pomo", "pomo",
            "Cow skin, singed, scraped and washed until clean, with the springy bite that stews are built around. Simmer it until tender "
            + "with onion and seasoning, then finish it in ayamase, ofada sauce or peppered on its own.",
            [new("Pack", "POMO-PACK", 20_00, 1000, 940)]),
        new(Fish, "Kilishi", "kilishi",
            "Thin sheets of beef, dried, brushed with groundnut and spice, then roasted over the fire. Nutty, smoky and hot, with a chew "
            + "that keeps you reaching for the next piece. Contains groundnuts.",
            [new("Pack", "KILISHI-PACK", 10_00, 250, 935)]) { Featured = true },
    ];

    private static IEnumerable<SampleProduct> SpicesAndIngredients =>
    [
        new(Spices, "Cray Fish", "crayfish",
            "Sun-dried crayfish ground to a fragrant powder. A spoonful brings the sea to egusi, okra and moi moi, and rounds off a stew "
            + "that seems to lack something. Contains crustaceans; keep it dry and tightly closed.",
            [new("Pack", "CRAYFISH-PACK", 10_00, 200, 990)]),
        new(Spices, "Egusi", "egusi",
            "Hulled melon seed, milled to a pale, nutty meal. Fried in palm oil it gathers into soft, savoury curds and thickens the soup "
            + "that many of us call home. One pack makes a family pot.",
            [new("Pack", "EGUSI-PACK", 10_00, 500, 975)]) { Featured = true },
        new(Spices, "Iru / Locust Beans", "iru-locust-beans",
            "Fermented locust beans, deep, dark and full of umami. A small handful at the start turns efo riro, ayamase and egusi from "
            + "good into unforgettable. The aroma is strong; that is how you know it is right.",
            [new("Pack", "IRU-PACK", 5_00, 200, 960)]),
        new(Spices, "Pepper Soup Ingredient", "pepper-soup-ingredient",
            "Calabash nutmeg, uziza, alligator pepper and their companions, roasted and ground together. Warm, woody and bracing: stir two "
            + "spoons into the broth for catfish or goat, and breathe in before you eat.",
            [new("Pack", "PEPPERSOUP-PACK", 10_00, 150, 985)]),
    ];

    private static IEnumerable<SampleProduct> ReadyMixes =>
    [
        new(Mixes, "Ayamase Mix", "ayamase-mix",
            "Green peppers, onion and iru cooked down slowly in bleached palm oil, the way Ikenne makes it. Add boiled eggs, pomo or beef, "
            + "heat through, and serve over ofada rice. Properly hot.",
            [new("Pack", "AYAMASE-PACK", 10_00, 400, 940)]) { Featured = true },
        new(Mixes, "Ofada Mix", "ofada-mix",
            "Red peppers and locust beans fried until the oil rises, ready for assorted meats and a leaf-wrapped mound of ofada rice. "
            + "Smoky, bold and ready in the time the rice takes.",
            [new("Pack", "OFADA-PACK", 10_00, 400, 945)]) { Featured = true },
        new(Mixes, "Ewa Aganyin Mix", "ewa-aganyin-mix",
            "The dark, smoky pepper sauce that belongs on soft mashed beans. Dried peppers and onions are fried low and slow until almost "
            + "black and sweet. Spoon it over the beans and tear into some agege bread.",
            [new("Pack", "EWA-PACK", 10_00, 350, 950)]),
    ];
}
