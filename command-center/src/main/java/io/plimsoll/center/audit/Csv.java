package io.plimsoll.center.audit;

import java.util.List;
import java.util.stream.Collectors;

/// Lines of comma-separated values (RFC 4180) that no spreadsheet takes for formulas.
public final class Csv {
    /// What a formula begins with, wide forms included (OWASP, "CSV Injection").
    private static final String DANGEROUS = "=+-@\t\r\n＝＋－＠";

    private Csv() {}

    /// The line with its end. Every field is quoted; one that would begin a formula begins with `'` instead.
    public static String line(List<String> fields) {
        return fields.stream().map(Csv::field).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String field(String text) {
        boolean dangerous = !text.isEmpty() && DANGEROUS.indexOf(text.charAt(0)) >= 0;
        return '"' + (dangerous ? "'" : "") + text.replace("\"", "\"\"") + '"';
    }
}
