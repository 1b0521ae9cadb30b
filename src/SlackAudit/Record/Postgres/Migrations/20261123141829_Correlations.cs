using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SlackAudit.Record.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Correlations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "correlation",
                table: "events",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true,
                collation: "C");

            migrationBuilder.CreateTable(
                name: "correlations",
                columns: table => new
                {
                    key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    occurred_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
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

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "correlations");

            migrationBuilder.DropColumn(
                name: "correlation",
                table: "events");
        }
    }
}
