using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RachelFoods.Web.Data.Migrations
{
    /// <inheritdoc />
    public partial class RelatedProductsAreFound : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // In the order in which a category's products are offered beside one of them: see ProductQuestions.
            migrationBuilder.Sql(
                """
                create index ix_products_best_first on products (store_id, category_id, (availability = 'SOLD_OUT'), sold_count desc, name, id)
                    where status = 'ACTIVE'
                """);
        }
    }
}
