package io.plimsoll.cli.feed;

import io.plimsoll.advisories.bundle.SourceReport;
import io.plimsoll.cli.Table;
import io.plimsoll.cli.Terminal;
import java.time.Instant;
import java.util.List;

/// The sources of a bundle as rows, and below them what is wrong with some.
final class Sources {
    private Sources() {}

    /// @param now that ages count to
    static String text(List<SourceReport> sources, Instant now) {
        Table table = new Table("SOURCE", "DATE", "AGE", "RECORDS", "SKIPPED", "STATE");
        for (SourceReport source : sources) {
            table.row(
                    source.name(),
                    source.date().isEmpty() ? "-" : source.date(),
                    Age.of(source.date(), now),
                    Integer.toString(source.records()),
                    Integer.toString(source.skipped()),
                    switch (source.state()) {
                        case READ -> "used";
                        case LEFT_OUT -> "left out";
                    });
        }
        return table.text();
    }

    /// One line for each source with which something is wrong.
    static String problems(List<SourceReport> sources) {
        StringBuilder text = new StringBuilder();
        for (SourceReport source : sources) {
            if (source.problem() != null) {
                text.append(Terminal.clean(source.name() + ": " + source.problem()))
                        .append('\n');
            }
        }
        return text.toString();
    }
}
