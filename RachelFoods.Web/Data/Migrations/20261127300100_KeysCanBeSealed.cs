using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace RachelFoods.Web.Data.Migrations;

/// <summary>The app encrypts by a new certificate what lies in the key ring under the old one, or in clear.</summary>
[DbContext(typeof(ShopDb)), Migration("20261127300100_KeysCanBeSealed")]
public sealed class KeysCanBeSealed : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql($"grant update (xml) on data_protection_keys to {ShopRoles.App}");
}
