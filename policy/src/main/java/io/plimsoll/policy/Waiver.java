package io.plimsoll.policy;

import io.plimsoll.model.Finding;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// A finding that somebody decided to live with for a while: one entry of `.plimsoll/exceptions.yaml`. It is called a
/// waiver here because an exception is something else in Java.
///
/// @param id of the finding, or one of its aliases
/// @param packages pattern for the package's name or package URL; `*` stands for any run of characters
/// @param paths pattern for the place in the image
/// @param images which images are meant
/// @param reason why, for whoever asks later
/// @param expiry the last day, in UTC, on which it counts
/// @param by who granted it; empty where the file does not say
public record Waiver(String id, String packages, String paths, Scope images, String reason, LocalDate expiry, String by)
        implements Suppression {
    /// Whether its last day is over.
    public boolean isExpired(LocalDate today) {
        return today.isAfter(expiry);
    }

    /// Whether it is about this finding in an image of these names.
    public boolean covers(Finding finding, List<String> names) {
        var software = finding.software();
        return (finding.id().equals(id) || finding.aliases().contains(id))
                && (Scope.matches(packages, software.name()) || Scope.matches(packages, software.purl()))
                && Scope.matches(paths, software.path())
                && images.covers(names);
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
