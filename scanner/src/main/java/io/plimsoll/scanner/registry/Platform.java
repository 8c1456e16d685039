package io.plimsoll.scanner.registry;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What an image is built for, in the words of the OCI image specification: `linux/amd64`, `linux/arm/v7`.
///
/// @param variant of the processor; empty where none is named
public record Platform(String os, String architecture, String variant) {
    private static final Pattern FORM = Pattern.compile("([a-z0-9]+)/([a-z0-9_]+)(?:/([a-z0-9.]+))?");

    /// Reads `os/architecture` or `os/architecture/variant`.
    ///
    /// @throws IllegalArgumentException with a message for the person who wrote it
    public static Platform parse(String text) {
        var form = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a platform such as linux/amd64 or linux/arm/v7");
        }
        return new Platform(form.group(1), form.group(2), form.group(3) == null ? "" : form.group(3));
    }

    /// Linux on this machine's processor.
    static Platform here() {
        String processor = System.getProperty("os.arch", "");
        return new Platform("linux", processor.equals("aarch64") ? "arm64" : processor, "");
    }

    /// The first of these that this one may stand for: the same variant, else, where none was asked for, the usual one,
    /// none, or any.
    Optional<Platform> bestOf(List<Platform> offered) {
        List<Platform> fitting = offered.stream()
                .filter(one -> one.os.equals(os) && one.architecture.equals(architecture))
                .toList();
        String wanted = variant.isEmpty() ? usualVariant() : variant;
        Optional<Platform> same = first(fitting, wanted);
        if (same.isPresent()) {
            return same;
        }
        boolean plain = variant.isEmpty() || variant.equals(usualVariant());
        Optional<Platform> unnamed = plain ? first(fitting, "") : Optional.empty();
        return unnamed.isPresent() || !variant.isEmpty()
                ? unnamed
                : fitting.stream().findFirst();
    }

    private static Optional<Platform> first(List<Platform> all, String variant) {
        return all.stream().filter(one -> one.variant.equals(variant)).findFirst();
    }

    /// What is meant where an index names no variant (containerd's platforms, "Normalization").
    private String usualVariant() {
        return switch (architecture) {
            case "arm64" -> "v8";
            case "arm" -> "v7";
            default -> "";
        };
    }

    @Override
    public String toString() {
        return os + "/" + architecture + (variant.isEmpty() ? "" : "/" + variant);
    }
}
