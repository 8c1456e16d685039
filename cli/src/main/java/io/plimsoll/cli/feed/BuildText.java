package io.plimsoll.cli.feed;

import io.plimsoll.advisories.bundle.SourceReport;
import io.plimsoll.cli.Terminal;
import io.plimsoll.feeds.FeedReport;
import io.plimsoll.feeds.SigningKey;
import java.nio.file.Path;

/// What a build made, for a person.
final class BuildText {
    private BuildText() {}

    static String of(FeedReport report, Path output, Path key) {
        StringBuilder text =
                new StringBuilder(Sources.text(report.sources(), report.bundle().builtAt()));
        text.append('\n')
                .append(output)
                .append(": ")
                .append(report.advisories())
                .append(" advisories about ")
                .append(report.packages())
                .append(" packages in ")
                .append(report.bytes() / 1024)
                .append(" KiB, signed by ")
                .append(SigningKey.publicKeyFile(key))
                .append('\n');
        report.sources().stream()
                .filter(s -> s.state() == SourceReport.State.LEFT_OUT)
                .forEach(s -> text.append("Warning: left out ")
                        .append(Terminal.clean(s.name() + ": " + s.problem()))
                        .append('\n'));
        return text.toString();
    }
}
