package io.plimsoll.policy;

import io.plimsoll.model.CardNumbers;
import io.plimsoll.model.Leak;
import io.plimsoll.model.RiskyFile;
import io.plimsoll.model.SensitiveContent;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Judges what is inside an image and how it was built. What nobody looked at is not known to be fine.
final class ContentRules {
    private static final String SCAN_AGAIN =
            " when the image was scanned; scan it again with the scanner of this version";

    private static final Comparator<Leak> WORST_FIRST = Comparator.comparing(Leak::severity)
            .reversed()
            .thenComparing(Leak::path)
            .thenComparingInt(Leak::line);

    private static final String TOOL =
            "(?<![\\w./-])(?:apt-get|apt|aptitude|yum|dnf|microdnf|apk|zypper)\\s++(?:-\\S++\\s++)*+";
    private static final Pattern UPDATE = Pattern.compile(TOOL + "(?:update|makecache|check-update|refresh)\\b");
    private static final Pattern INSTALL =
            Pattern.compile("(?<![\\w./-])(?:apt-get|apt|aptitude|yum|dnf|microdnf|apk|zypper)\\s[^;&|]{0,200}?"
                    + "(?<![\\w-])(?:install|add|in|upgrade|dist-upgrade|full-upgrade)(?![\\w-])");

    private static final Pattern ADD =
            Pattern.compile("^(?:/bin/sh -c )?(?:#\\(nop\\)\\s*+)?ADD\\s(?!.*--checksum=).*+", Pattern.DOTALL);

    private static final Pattern UNVERIFIED = Pattern.compile(
            "--allow-unauthenticated|--force-yes|--nogpgcheck|--no-gpg-checks?"
                    + "|--allow-untrusted|gpgcheck=0|\\[[^\\]]{0,100}trusted=yes"
                    + "|(?<![\\w-])(?:curl|wget)\\s[^;&|]{0,500}\\|\\s*+(?:sudo\\s++)?(?:[a-z/]*/)?(?:ba|da|z|k)?sh(?![\\w.-])");

    private ContentRules() {}

    /// Why the image breaks a check, or empty if it does not.
    static Optional<String> broken(ContentCheck check, ImageFacts image) {
        return switch (check) {
            case ContentCheck.Leaks c -> looked(image, "leaks", sensitive -> leaks(c, sensitive.leaks()));
            case ContentCheck.CardNumbers c ->
                looked(image, "card numbers", sensitive -> cards(c, sensitive.cardNumbers()));
            case ContentCheck.SetuidFiles c ->
                looked(image, "set-user-id files", sensitive -> setuid(c, sensitive.riskyFiles()));
            case ContentCheck.WorldWritableFiles c ->
                looked(image, "world-writable files", sensitive -> worldWritable(c, sensitive.riskyFiles()));
            case ContentCheck.Healthcheck c -> healthcheck(image);
            case ContentCheck.LoneUpdate c ->
                step(
                        image,
                        step -> UPDATE.matcher(step).find()
                                && !INSTALL.matcher(step).find(),
                        "a build step refreshes the package index without installing anything: it will be stale when"
                                + " it is used; join it with the step that installs");
            case ContentCheck.AddInstruction c ->
                step(
                        image,
                        step -> ADD.matcher(step).matches(),
                        "a build step is an ADD; use COPY, or ADD --checksum for what is fetched");
            case ContentCheck.UnverifiedPackages c ->
                step(image, step -> UNVERIFIED.matcher(step).find(), "a build step installs what it did not verify");
        };
    }

    private static Optional<String> looked(
            ImageFacts image, String what, Function<SensitiveContent, Optional<String>> judging) {
        return image.sensitive() == null
                ? Optional.of("nobody looked for " + what + SCAN_AGAIN)
                : judging.apply(image.sensitive());
    }

    private static Optional<String> leaks(ContentCheck.Leaks check, List<Leak> leaks) {
        List<Leak> worse = leaks.stream()
                .filter(leak -> leak.severity().compareTo(check.highest()) > 0)
                .filter(leak -> !check.except().contains(leak.fingerprint()))
                .sorted(WORST_FIRST)
                .toList();
        return first(
                worse,
                leak -> leak.rule() + " (" + leak.severity().word() + ") in " + leak.path()
                        + (leak.line() == 0 ? "" : ", line " + leak.line()) + still(leak.deleted()));
    }

    private static Optional<String> cards(ContentCheck.CardNumbers check, List<CardNumbers> cards) {
        return first(
                cards.stream()
                        .filter(some -> !some.test() && isNoException(check.except(), some.path()))
                        .toList(),
                some -> some.count() + (some.count() == 1 ? " card number of " : " card numbers of ") + some.issuer()
                        + " in " + some.path() + still(some.deleted()));
    }

    private static String still(boolean deleted) {
        return deleted ? " (deleted by a higher layer, but still in the image)" : "";
    }

    private static Optional<String> setuid(ContentCheck.SetuidFiles check, List<RiskyFile> files) {
        return first(
                files.stream()
                        .filter(file -> file.kind() != RiskyFile.Kind.WORLD_WRITABLE
                                && isNoException(check.except(), file.path()))
                        .toList(),
                file -> file.path() + " has the " + file.kind().word() + " bit; take it away, or run without new"
                        + " privileges and name the file as an exception");
    }

    private static Optional<String> worldWritable(ContentCheck.WorldWritableFiles check, List<RiskyFile> files) {
        return first(
                files.stream()
                        .filter(file -> file.kind() == RiskyFile.Kind.WORLD_WRITABLE
                                && isNoException(check.except(), file.path()))
                        .toList(),
                file -> "everybody may change " + file.path());
    }

    private static boolean isNoException(List<String> patterns, String path) {
        return patterns.stream().noneMatch(pattern -> Scope.matches(pattern, path));
    }

    private static <T> Optional<String> first(List<T> some, Function<T, String> sentence) {
        return some.stream()
                .findFirst()
                .map(one -> sentence.apply(one) + (some.size() == 1 ? "" : " (and " + (some.size() - 1) + " more)"));
    }

    private static Optional<String> healthcheck(ImageFacts image) {
        if (image.healthcheck() == null) {
            return Optional.of("nobody looked for a health check" + SCAN_AGAIN);
        }
        return image.healthcheck()
                ? Optional.empty()
                : Optional.of("the image has no health check; set HEALTHCHECK in its Dockerfile");
    }

    private static Optional<String> step(ImageFacts image, Predicate<String> isBad, String sentence) {
        return image.steps().stream().filter(isBad).findFirst().map(step -> sentence + ": " + shortened(step));
    }

    private static String shortened(String step) {
        String line = step.strip().replaceAll("\\s++", " ");
        return line.length() > 120 ? line.substring(0, 120) + "..." : line;
    }
}
