package io.plimsoll.policy;

import io.plimsoll.model.CardNumbers;
import io.plimsoll.model.Finding;
import io.plimsoll.model.Leak;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// A finding, leak, file with card numbers or whole image that somebody decided to live with for a while: one entry of
/// `.plimsoll/exceptions.yaml`, or an exception at the Command Center. It is called a waiver here because an exception
/// is something else in Java.
///
/// @param id of the finding, or one of its aliases; of a leak its fingerprint, or `leaks/` and its rule; of card
///     numbers `card-numbers/` and their issuer; [#IMAGE] for all that a scan holds against an image
/// @param packages pattern for the package's name or package URL; `*` stands for any run of characters
/// @param paths pattern for the place in the image
/// @param images which images are meant
/// @param reason why, for whoever asks later
/// @param expiry the last day, in UTC, on which it counts
/// @param by who granted it; empty where the file does not say
public record Waiver(String id, String packages, String paths, Scope images, String reason, LocalDate expiry, String by)
        implements Suppression {
    /// The id of a waiver that is about an image as a whole. It never speaks for an image that nobody has scanned.
    public static final String IMAGE = "image";

    private static final String LEAKS = "leaks/";
    private static final String CARD_NUMBERS = "card-numbers/";

    /// Whether its last day is over.
    public boolean isExpired(LocalDate today) {
        return today.isAfter(expiry);
    }

    /// Whether it is about an image as a whole.
    public boolean isOfImage() {
        return id.equals(IMAGE);
    }

    /// Whether it is about leaks or card numbers and not about vulnerabilities, as far as its id tells.
    public boolean isOfContent() {
        return isOfKind(id) || id.matches("[0-9a-f]{32}");
    }

    /// Whether it is about this finding in an image of these names.
    public boolean covers(Finding finding, List<String> names) {
        var software = finding.software();
        return (isOfImage() || finding.id().equals(id) || finding.aliases().contains(id))
                && (Scope.matches(packages, software.name()) || Scope.matches(packages, software.purl()))
                && Scope.matches(paths, software.path())
                && images.covers(names);
    }

    /// Whether it is about this leak in an image of these names.
    public boolean covers(Leak leak, List<String> names) {
        return (isOfImage() || id.equals(leak.fingerprint()) || id.equals(LEAKS + leak.rule()))
                && Scope.matches(paths, leak.path())
                && images.covers(names);
    }

    /// Whether it is about these card numbers in an image of these names.
    public boolean covers(CardNumbers cards, List<String> names) {
        return (isOfImage() || id.equals(CARD_NUMBERS + cards.issuer()))
                && Scope.matches(paths, cards.path())
                && images.covers(names);
    }

    /// Whether it is about everything of a kind, so that only its paths can tell what is meant.
    static boolean isOfKind(String id) {
        return id.startsWith(LEAKS) || id.startsWith(CARD_NUMBERS);
    }

    @Override
    public Optional<LocalDate> lastDay() {
        return Optional.of(expiry);
    }

    @Override
    public String sentence() {
        return reason + " (" + (by.isEmpty() ? "" : "by " + by + ", ") + "until " + expiry + ")";
    }
}
