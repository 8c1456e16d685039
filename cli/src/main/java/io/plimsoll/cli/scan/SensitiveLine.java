package io.plimsoll.cli.scan;

import static io.plimsoll.cli.scan.Json.object;
import static io.plimsoll.cli.scan.Json.text;

import io.plimsoll.model.CardNumbers;
import io.plimsoll.model.Leak;
import io.plimsoll.model.RiskyFile;
import io.plimsoll.model.SensitiveContent;
import io.plimsoll.model.Severity;
import io.plimsoll.policy.Suppression;
import io.plimsoll.policy.WaivedContent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A leak, or the card numbers of a file, as reports show it: where, what kind, masked. Paths and excerpts come from
/// the image, and whoever prints it escapes them.
///
/// @param rule of an assurance policy that is about it
/// @param kind such as `private-key` or `visa`
/// @param line 0 where there are no lines
/// @param fingerprint the same for the same thing in another scan
/// @param suppression the exception that is about it; null if there is none
record SensitiveLine(
        String rule,
        String kind,
        Severity severity,
        String path,
        int line,
        String sentence,
        String fingerprint,
        @Nullable Suppression suppression) {
    /// All of an inventory, leaks first.
    static List<SensitiveLine> of(@Nullable SensitiveContent content, WaivedContent waived) {
        return content == null
                ? List.of()
                : Stream.concat(
                                content.leaks().stream()
                                        .map(leak -> of(leak, waived.leaks().get(leak))),
                                content.cardNumbers().stream()
                                        .map(cards ->
                                                of(cards, waived.cardNumbers().get(cards))))
                        .toList();
    }

    /// Whether policies judge it.
    boolean counts() {
        return suppression == null;
    }

    /// What the exception says, behind the sentence; empty if there is none.
    Optional<String> suppressed() {
        return Optional.ofNullable(suppression).map(why -> sentence + ": " + why.sentence());
    }

    private static SensitiveLine of(Leak leak, @Nullable Suppression suppression) {
        return new SensitiveLine(
                "leaks",
                leak.rule(),
                leak.severity(),
                leak.path(),
                leak.line(),
                leak.rule() + " (" + leak.severity().word() + ") in " + leak.path()
                        + (leak.line() == 0 ? "" : ", line " + leak.line()) + ": " + leak.excerpt()
                        + still(leak.deleted()),
                leak.fingerprint(),
                suppression);
    }

    private static SensitiveLine of(CardNumbers cards, @Nullable Suppression suppression) {
        return new SensitiveLine(
                "card-numbers",
                cards.issuer(),
                cards.test() ? Severity.LOW : Severity.HIGH,
                cards.path(),
                0,
                cards.count() + (cards.test() ? " test" : "") + (cards.count() == 1 ? " card number" : " card numbers")
                        + " of " + cards.issuer() + " in " + cards.path() + ": " + String.join(", ", cards.samples())
                        + still(cards.deleted()),
                cards.issuer() + "|" + cards.path(),
                suppression);
    }

    private static String still(boolean deleted) {
        return deleted ? " (deleted by a higher layer, but still in the image)" : "";
    }

    /// How many risky files of each kind there are, in words; empty if there are none.
    static Optional<String> riskyFiles(@Nullable SensitiveContent content) {
        if (content == null || content.riskyFiles().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(RiskyFile.Kind.values())
                .map(kind -> content.riskyFiles().stream()
                                .filter(file -> file.kind() == kind)
                                .count() + " " + kind.word())
                .collect(Collectors.joining(", ")));
    }

    /// The fields of the JSON form; none where nobody looked.
    static Map<String, Object> fields(@Nullable SensitiveContent content, WaivedContent waived) {
        return content == null
                ? Map.of()
                : object(
                        "leaks",
                        content.leaks().stream()
                                .map(leak -> tree(leak, waived.leaks().get(leak)))
                                .toList(),
                        "cardNumbers",
                        content.cardNumbers().stream()
                                .map(cards -> tree(cards, waived.cardNumbers().get(cards)))
                                .toList(),
                        "riskyFiles",
                        content.riskyFiles().stream().map(SensitiveLine::tree).toList());
    }

    private static Map<String, Object> tree(Leak leak, @Nullable Suppression suppression) {
        return object(
                "rule",
                leak.rule(),
                "severity",
                leak.severity().word(),
                "path",
                leak.path(),
                "layer",
                text(leak.layer()),
                "line",
                leak.line() == 0 ? null : leak.line(),
                "excerpt",
                leak.excerpt(),
                "fingerprint",
                leak.fingerprint(),
                "deleted",
                leak.deleted(),
                "suppressed",
                JsonReport.suppression(suppression));
    }

    private static Map<String, Object> tree(CardNumbers cards, @Nullable Suppression suppression) {
        return object(
                "path",
                cards.path(),
                "layer",
                text(cards.layer()),
                "issuer",
                cards.issuer(),
                "count",
                cards.count(),
                "samples",
                cards.samples(),
                "test",
                cards.test(),
                "deleted",
                cards.deleted(),
                "suppressed",
                JsonReport.suppression(suppression));
    }

    private static Map<String, Object> tree(RiskyFile file) {
        return object(
                "path",
                file.path(),
                "layer",
                text(file.layer()),
                "kind",
                file.kind().word(),
                "mode",
                Integer.toOctalString(file.mode()));
    }
}
