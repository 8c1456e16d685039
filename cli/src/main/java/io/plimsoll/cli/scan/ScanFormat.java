package io.plimsoll.cli.scan;

import java.util.Locale;

/// The forms in which a scan can be written.
public enum ScanFormat {
    TABLE,
    JSON,
    SARIF,
    CYCLONEDX;

    /// The form of that word.
    ///
    /// @throws IllegalArgumentException naming the words that exist
    public static ScanFormat ofWord(String word) {
        for (ScanFormat format : values()) {
            if (format.name().toLowerCase(Locale.ROOT).equals(word)) {
                return format;
            }
        }
        throw new IllegalArgumentException("'" + word + "' is not a format; use table, json, sarif or cyclonedx");
    }

    /// The report in this form, ending in a newline.
    ///
    /// @param width columns of the terminal, for the table
    /// @param colour whether the table may use terminal colours
    public String write(ScanReport report, int width, boolean colour) {
        return switch (this) {
            case TABLE -> new TableReport(report, width, colour).text();
            case JSON -> Json.write(JsonReport.tree(report));
            case SARIF -> Json.write(SarifReport.tree(report));
            case CYCLONEDX -> Json.write(CycloneDxReport.tree(report));
        };
    }
}
