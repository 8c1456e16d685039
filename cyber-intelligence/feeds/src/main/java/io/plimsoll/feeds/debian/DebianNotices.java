package io.plimsoll.feeds.debian;

import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.Answer;
import io.plimsoll.advisories.DebianRelease;
import io.plimsoll.advisories.VersionRange;
import io.plimsoll.advisories.versions.DebianVersions;
import io.plimsoll.feeds.source.Facts.Covered;
import io.plimsoll.feeds.source.FeedAdvisory;
import io.plimsoll.feeds.source.FeedAdvisory.Affected;
import io.plimsoll.feeds.source.Ids;
import io.plimsoll.feeds.source.OneLine;
import io.plimsoll.feeds.source.Skipped;
import io.plimsoll.model.Severity;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Turns lists of notices, line by line, into advisories: a head, the vulnerabilities, the fix of each release.
///
/// ```
/// [31 Mar 2023] DLA-3377-1 systemd - security update
///         {CVE-2023-26604}
///         [buster] - systemd 241-7~deb10u9
/// ```
///
/// In place of a version may stand `<not-affected>`, `<unfixed>` or `<end-of-life>`.
final class DebianNotices {
    private static final Pattern HEAD = Pattern.compile("\\[(\\d{2} \\p{Alpha}{3} \\d{4})] (\\S+) (.*)");
    private static final Pattern VULNERABILITIES = Pattern.compile("\\s+\\{([^}]*)}\\s*");
    private static final Pattern FIX = Pattern.compile("\\s+\\[(\\w+)]\\s*-\\s+(\\S+)\\s+(\\S+).*");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd MMM uuuu", Locale.ENGLISH);

    private final List<FeedAdvisory> advisories = new ArrayList<>();
    private final TreeSet<String> releases = new TreeSet<>();
    private final Skipped skipped = new Skipped();
    private int records;
    private String newest = "";
    private @Nullable Notice open;

    /// What was read of one notice so far.
    private record Notice(
            String id, String title, String published, List<String> vulnerabilities, List<Affected> affected) {
        /// Notices also tell of new time zones, and mend what an earlier one broke.
        boolean isOfAVulnerability() {
            return !vulnerabilities.isEmpty() || title.endsWith("security update");
        }
    }

    void add(String line) {
        Matcher head = HEAD.matcher(line);
        if (head.matches()) {
            end();
            begin(head);
        } else if (!line.isBlank() && !Character.isWhitespace(line.charAt(0))) {
            end();
            records++;
            skipped.add("'" + line + "'", "it is no head of a notice");
        } else if (open != null) {
            addTo(open, line);
        }
    }

    private void begin(Matcher head) {
        records++;
        try {
            String published = LocalDate.parse(head.group(1), DATE).toString();
            Ids.check(head.group(2));
            open = new Notice(
                    head.group(2), OneLine.of(head.group(3)), published, new ArrayList<>(), new ArrayList<>());
            newest = published.compareTo(newest) > 0 ? published : newest;
        } catch (DateTimeParseException | IllegalArgumentException e) {
            skipped.add(head.group(2), String.valueOf(e.getMessage()));
        }
    }

    private void addTo(Notice notice, String line) {
        Matcher vulnerabilities = VULNERABILITIES.matcher(line);
        Matcher fix = FIX.matcher(line);
        if (vulnerabilities.matches()) {
            Stream.of(vulnerabilities.group(1).strip().split("\\s+"))
                    .filter(Ids::isId)
                    .forEach(notice.vulnerabilities::add);
        } else if (fix.matches()) {
            DebianRelease.ofCodename(fix.group(1))
                    .ifPresent(release -> addFix(notice, release, fix.group(2), fix.group(3)));
        }
    }

    private void addFix(Notice notice, DebianRelease release, String source, String word) {
        try {
            AdvisedPackage advised = new AdvisedPackage(release.ecosystem(), source);
            notice.affected.add(new Affected(advised, Severity.UNKNOWN, answer(word)));
            releases.add(release.ecosystem());
        } catch (IllegalArgumentException e) {
            skipped.add(notice.id + " " + release.codename(), String.valueOf(e.getMessage()));
        }
    }

    private static Answer answer(String word) {
        return switch (word) {
            case "<not-affected>" -> new Answer.NotAffected();
            case "<unfixed>" -> new Answer.Unfixed("");
            case "<end-of-life>" -> new Answer.WillNotFix("end of life");
            default -> fixedIn(word);
        };
    }

    private static Answer fixedIn(String version) {
        if (!DebianVersions.INSTANCE.isReadable(version)) {
            throw new IllegalArgumentException("fixed in '" + version + "', which is no version");
        }
        return new Answer.Affected(List.of(VersionRange.before(version)), List.of());
    }

    /// Keeps the notice that is open. Those about releases without a number alone have nothing to say.
    void end() {
        Notice notice = open;
        open = null;
        if (notice == null || notice.affected.isEmpty()) {
            return;
        }
        if (notice.isOfAVulnerability()) {
            advisories.add(new FeedAdvisory(
                    notice.id,
                    List.of(),
                    notice.vulnerabilities,
                    notice.title,
                    notice.published,
                    "DEBIAN",
                    false,
                    List.of(),
                    notice.affected));
        } else {
            skipped.passOver(notice.id, "'" + notice.title + "' tells of no vulnerability");
        }
    }

    List<FeedAdvisory> advisories() {
        return advisories;
    }

    /// Notices tell of fixes; what they say of what is not fixed is an exception.
    List<Covered> covered() {
        return releases.stream().map(release -> new Covered(release, true)).toList();
    }

    int records() {
        return records;
    }

    /// Day of the newest notice, ISO 8601; empty where there is none.
    String newest() {
        return newest;
    }

    Skipped skipped() {
        return skipped;
    }
}
