package io.plimsoll.feeds.ubuntu;

import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.Answer;
import io.plimsoll.feeds.source.Facts.Vector;
import io.plimsoll.feeds.source.FeedAdvisory;
import io.plimsoll.feeds.source.FeedAdvisory.Affected;
import io.plimsoll.feeds.source.OneLine;
import io.plimsoll.model.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One file of the tracker: fields `Name: value` with lines below them that begin with a space, and among them a line
/// per release and source package, `jammy_openssl: released (3.0.2-0ubuntu1.10)`.
final class TrackerFile {
    private static final int MAX_LINES = 200_000;
    private static final Pattern FIELD = Pattern.compile("([A-Za-z0-9][A-Za-z0-9./_+-]{0,200}):[ \t]*+(.*)");
    private static final Pattern STATUS = Pattern.compile("([A-Za-z-]+)(?:\\s*+\\((.*)\\))?.*");
    private static final Pattern VECTOR = Pattern.compile("([A-Za-z0-9-]{1,40}):\\s*+(CVSS:\\S+).*");
    private static final Pattern DATE =
            Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})(?: ([0-9]{2}:[0-9]{2}:[0-9]{2}) UTC)?.*");

    private final Map<String, String> fields = new LinkedHashMap<>();
    private final Map<String, List<String>> below = new HashMap<>();

    private TrackerFile() {}

    /// @throws IllegalArgumentException if the text is no such file
    static TrackerFile parse(String text) {
        TrackerFile file = new TrackerFile();
        String field = "";
        int lines = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            lines++;
            if (lines > MAX_LINES) {
                throw new IllegalArgumentException("it has more than " + MAX_LINES + " lines");
            }
            if (line.startsWith(" ") || line.startsWith("\t")) {
                file.below.computeIfAbsent(field, _ -> new ArrayList<>()).add(line.strip());
            } else {
                Matcher matcher = FIELD.matcher(line);
                if (matcher.matches()) {
                    field = matcher.group(1);
                    file.fields.put(field, matcher.group(2).strip());
                }
            }
        }
        if (!file.fields.containsKey("Candidate")) {
            throw new IllegalArgumentException("it has no line 'Candidate'");
        }
        return file;
    }

    /// What stands below `Description`, in one line.
    String description() {
        return OneLine.of(String.join(" ", below.getOrDefault("Description", List.of())));
    }

    /// ISO 8601; empty where it is not known.
    String published() {
        Matcher matcher = DATE.matcher(fields.getOrDefault("PublicDate", ""));
        if (!matcher.matches()) {
            return "";
        }
        return matcher.group(2) == null ? matcher.group(1) : matcher.group(1) + "T" + matcher.group(2) + "Z";
    }

    /// @param lost is told about each line that could not be understood and is left out
    FeedAdvisory toAdvisory(String id, Consumer<String> lost) {
        List<Affected> affected = new ArrayList<>();
        fields.forEach((name, value) -> {
            int underline = name.indexOf('_');
            Optional<String> ecosystem =
                    underline < 0 ? Optional.empty() : UbuntuRelease.ecosystemOf(name.substring(0, underline));
            ecosystem.ifPresent(e -> {
                try {
                    String source = name.substring(underline + 1);
                    answer(value)
                            .ifPresent(answer -> affected.add(
                                    new Affected(new AdvisedPackage(e, source), severity(name, source), answer)));
                } catch (IllegalArgumentException broken) {
                    lost.accept(name + ": " + broken.getMessage());
                }
            });
        });
        return new FeedAdvisory(id, List.of(), List.of(), "", "", "UBUNTU", false, vectors(), affected);
    }

    private static Optional<Answer> answer(String value) {
        Matcher matcher = STATUS.matcher(value);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + OneLine.of(value) + "' is no status");
        }
        String note = matcher.group(2) == null ? "" : OneLine.of(matcher.group(2));
        return UbuntuStatus.answer(matcher.group(1), note);
    }

    /// The priority of the package in the release, of the package, or of the CVE, whichever is there.
    private Severity severity(String releaseAndSource, String source) {
        String release = releaseAndSource.substring(0, releaseAndSource.indexOf('_'));
        String ofPackage = fields.getOrDefault("Priority_" + source, fields.getOrDefault("Priority", ""));
        return Severity.ofWord(fields.getOrDefault("Priority_" + source + "_" + release, ofPackage));
    }

    private List<Vector> vectors() {
        return below.getOrDefault("CVSS", List.of()).stream()
                .map(VECTOR::matcher)
                .filter(Matcher::matches)
                .map(m -> new Vector(m.group(2), m.group(1)))
                .toList();
    }
}
