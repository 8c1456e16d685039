package io.plimsoll.advisories.matching;

import static java.util.Comparator.naturalOrder;

import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.Answer;
import io.plimsoll.advisories.DebianRelease;
import io.plimsoll.advisories.Statement;
import io.plimsoll.advisories.VersionRange;
import io.plimsoll.advisories.versions.VersionScheme;
import io.plimsoll.model.Finding;
import io.plimsoll.model.FindingStatus;
import io.plimsoll.model.Severity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/// Why one statement applies to one installed version, and what it says about a fix.
///
/// @param fixedVersions lowest first; those that are newer than what is installed
/// @param ratings of all statements on the vulnerability and the package, this one's and the others'
record Evidence(
        Statement statement,
        FindingStatus status,
        List<String> fixedVersions,
        String why,
        List<Finding.Rating> ratings) {
    /// The evidence that the statement gives against the package; empty if the package is not affected.
    static Optional<Evidence> against(Subject.Known subject, Statement statement) {
        return switch (statement.answer()) {
            case Answer.NotAffected() -> Optional.empty();
            case Answer.Affected affected -> ofRanges(subject, statement, affected);
            case Answer.Unfixed(String reason) ->
                Optional.of(plain(
                        subject,
                        statement,
                        FindingStatus.AFFECTED,
                        where(subject) + "has no fix for " + subject.advised().name() + inBrackets(reason)));
            case Answer.WillNotFix(String reason) ->
                Optional.of(plain(
                        subject,
                        statement,
                        FindingStatus.WILL_NOT_FIX,
                        where(subject) + "will not fix " + subject.advised().name() + inBrackets(reason)));
            case Answer.Undetermined() ->
                Optional.of(plain(
                        subject,
                        statement,
                        FindingStatus.UNDETERMINED,
                        where(subject) + "has not determined yet whether "
                                + subject.advised().name() + " is affected"));
        };
    }

    /// The same, beside what all of these statements call it. A source that speaks twice counts with its gravest word.
    Evidence rated(List<Statement> statements) {
        Map<String, Severity> bySource = new TreeMap<>();
        statements.stream()
                .filter(s -> s.severity() != Severity.UNKNOWN)
                .forEach(s -> bySource.merge(s.source(), s.severity(), BinaryOperator.maxBy(naturalOrder())));
        return new Evidence(
                statement,
                status,
                fixedVersions,
                why,
                bySource.entrySet().stream()
                        .map(e -> new Finding.Rating(e.getKey(), e.getValue()))
                        .toList());
    }

    /// The same where the fixes are those of Ubuntu Pro, which the host does not have: there is none to install.
    Evidence withoutSubscription() {
        return namesFix() ? withoutFix(FindingStatus.AFFECTED, this) : this;
    }

    /// The same beside what Ubuntu Pro says: where there is no fix but its own, the proof names that.
    Evidence besides(Optional<Evidence> pro) {
        return namesFix()
                ? this
                : pro.filter(Evidence::namesFix)
                        .map(fix -> withoutFix(status, fix))
                        .orElse(this);
    }

    private Evidence withoutFix(FindingStatus without, Evidence pro) {
        return new Evidence(
                statement,
                without,
                List.of(),
                why + "; no fix without Ubuntu Pro, which has it in " + String.join(", ", pro.fixedVersions),
                ratings);
    }

    boolean namesFix() {
        return !fixedVersions.isEmpty();
    }

    private static Optional<Evidence> ofRanges(Subject.Known subject, Statement statement, Answer.Affected affected) {
        Optional<VersionRange> range = affected.ranges().stream()
                .filter(r -> r.isReadable(subject.scheme()) && r.contains(subject.version(), subject.scheme()))
                .findFirst();
        boolean isListed = affected.versions().contains(subject.version());
        if (range.isEmpty() && !isListed) {
            return Optional.empty();
        }
        List<String> fixes = newerFixes(subject, affected);
        String what = range.map(r -> describe(subject, r))
                .orElse("lists " + subject.advised().name() + " " + subject.version() + " as affected");
        return Optional.of(new Evidence(
                statement,
                fixes.isEmpty() ? FindingStatus.AFFECTED : FindingStatus.FIXED,
                fixes,
                source(statement) + ": " + what + ", " + installed(subject),
                List.of()));
    }

    private static List<String> newerFixes(Subject.Known subject, Answer.Affected affected) {
        VersionScheme scheme = subject.scheme();
        return affected.ranges().stream()
                .filter(r -> r.isReadable(scheme))
                .flatMap(r -> r.fixed().stream())
                .filter(fix -> scheme.compare(fix, subject.version()) > 0)
                .sorted(scheme)
                .distinct()
                .toList();
    }

    private static Evidence plain(Subject.Known subject, Statement statement, FindingStatus status, String what) {
        return new Evidence(
                statement, status, List.of(), source(statement) + ": " + what + ", " + installed(subject), List.of());
    }

    private static String describe(Subject.Known subject, VersionRange range) {
        AdvisedPackage advised = subject.advised();
        boolean isWholeBranch = range.introduced().equals("0") && range.fixed().isPresent();
        return release(subject).isPresent() && isWholeBranch
                ? where(subject) + "fixes " + advised.name() + " in "
                        + range.fixed().orElseThrow()
                : "affects " + advised.name() + ", " + range;
    }

    private static String source(Statement statement) {
        return statement.recordId().equals(statement.advisoryId())
                ? statement.source()
                : statement.source() + " (" + statement.recordId() + ")";
    }

    private static String installed(Subject.Known subject) {
        return release(subject).isPresent()
                ? "installed source " + subject.advised().name() + " " + subject.version()
                : "installed " + subject.version() + subject.remark();
    }

    private static String where(Subject.Known subject) {
        return release(subject).map(r -> r.codename() + " ").orElse("");
    }

    private static Optional<DebianRelease> release(Subject.Known subject) {
        return DebianRelease.ofEcosystem(subject.advised().ecosystem());
    }

    private static String inBrackets(String reason) {
        return reason.isEmpty() ? "" : " (" + reason + ")";
    }
}
