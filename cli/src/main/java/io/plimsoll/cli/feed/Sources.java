package io.plimsoll.cli.feed;

import io.plimsoll.advisories.bundle.SourceReport;
import io.plimsoll.cli.Table;
import java.util.List;

/// The sources of a bundle as rows.
final class Sources {
    private Sources() {}

    static String text(List<SourceReport> sources) {
        Table table = new Table("SOURCE", "DATE", "RECORDS", "SKIPPED", "STATE");
        for (SourceReport source : sources) {
            table.row(
                    source.name(),
                    source.date().isEmpty() ? "-" : source.date(),
                    Integer.toString(source.records()),
                    Integer.toString(source.skipped()),
                    switch (source.state()) {
                        case READ -> "used";
                        case LEFT_OUT -> "left out";
                    });
        }
        return table.text();
    }
}
