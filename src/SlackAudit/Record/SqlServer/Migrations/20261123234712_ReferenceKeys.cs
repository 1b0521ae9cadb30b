using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SlackAudit.Record.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class ReferenceKeys : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameTable(
                name: "correlations",
                newName: "correlations_before");

            migrationBuilder.DropPrimaryKey(
                name: "PK_correlations",
                table: "correlations_before");

            migrationBuilder.DropIndex(
                name: "IX_correlations_event_id",
                table: "correlations_before");

            migrationBuilder.CreateTable(
                name: "correlations",
                columns: table => new
                {
                    reference_key = table.Column<long>(type: "bigint", nullable: false),
                    occurred_at = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    event_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_correlations", x => new { x.reference_key, x.occurred_at, x.event_id });
                });

            // Only where there is something to move, since not every server knows the collation that writes UTF-8.
            migrationBuilder.Sql("""
                IF EXISTS (SELECT 1 FROM [correlations_before])
                    EXEC(N'INSERT INTO [correlations] ([reference_key], [occurred_at], [event_id])
                        SELECT DISTINCT CONVERT(bigint, SUBSTRING(HASHBYTES(''SHA2_256'', CONVERT(varchar(800), [key] COLLATE Latin1_General_100_BIN2_UTF8)), 1, 8)), [occurred_at], [event_id]
                        FROM [correlations_before];');
                """);

            migrationBuilder.DropTable(
                name: "correlations_before");

            migrationBuilder.CreateIndex(
                name: "IX_correlations_event_id",
                table: "correlations",
                column: "event_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            // Keys do not give the references back.
            migrationBuilder.DropTable(
                name: "correlations");

            migrationBuilder.CreateTable(
                name: "correlations",
                columns: table => new
                {
                    key = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    occurred_at = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    event_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_correlations", x => new { x.key, x.occurred_at, x.event_id });
                });

            migrationBuilder.CreateIndex(
                name: "IX_correlations_event_id",
                table: "correlations",
                column: "event_id");
        }
    }
}
