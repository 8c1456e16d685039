package io.plimsoll.cli.scan;

import java.util.Locale;

/// The forms in which a scan can be written.
public enum ScanFormat {
    TABLE,
    JSON,
    SARIF,
    JUNIT,
    TEAMCITY,
    CYCLONEDX,
    SPDX,
    SPDX_3,
    OPENVEX,
    HTML;

    /// The words for people.
    static final String WORDS = "table, json, sarif, junit, teamcity, cyclonedx, spdx, spdx-3, openvex or html";

    /// The form of that word.
    ///
    /// @throws IllegalArgumentException naming the words that exist
    public static ScanFormat ofWord(String word) {
        for (ScanFormat format : values()) {
            if (format.word().equals(word)) {
                return format;
            }
        }
        throw new IllegalArgumentException("'" + word + "' is not a format; use " + WORDS);
    }

    /// The word of the command line, such as `json`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
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
            case JUNIT -> new JunitReport(report).text();
            case TEAMCITY -> new TeamCityReport(report).text();
            case CYCLONEDX -> Json.write(CycloneDxReport.tree(report));
            case SPDX -> Json.write(SpdxReport.tree(report));
            case SPDX_3 -> Json.write(Spdx3Report.tree(report));
            case OPENVEX -> Json.write(OpenVexReport.tree(report));
            case HTML -> new HtmlReport(report).text();
        };
    }
}
