using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace RachelFoods.Web.Data.Migrations;

/// <summary>An instance is ready only on a schema that knows all its migrations; it asks as the app.</summary>
[DbContext(typeof(ShopDb))]
[Migration("20261123010000_TheAppSeesWhichMigrationsRan")]
public sealed class TheAppSeesWhichMigrationsRan : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql($"""grant select on "__EFMigrationsHistory" to {ShopRoles.App}""");
}
