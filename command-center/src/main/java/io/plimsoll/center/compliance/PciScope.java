package io.plimsoll.center.compliance;

import java.util.Collection;
import java.util.Collections;
import java.util.Locale;

/// How near an asset is to card data, most sensitive first (catalogue, `scope_terms`).
public enum PciScope {
    CDE,
    CONNECTED,
    SECURITY,
    OUT,
    /// Not labelled: treated as `CDE` by every rule until it is.
    UNKNOWN;

    /// The key of the label.
    public static final String LABEL = "pci-scope";

    /// The scope that a label value names; any other value is `UNKNOWN`.
    public static PciScope ofLabel(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "cde" -> CDE;
            case "connected" -> CONNECTED;
            case "security" -> SECURITY;
            case "out" -> OUT;
            default -> UNKNOWN;
        };
    }

    /// The most sensitive of these labels wins; without any, nothing is known.
    public static PciScope mostSensitive(Collection<PciScope> scopes) {
        return scopes.isEmpty() ? UNKNOWN : Collections.min(scopes);
    }

    /// Whether the rules of the standard reach the asset.
    public boolean isInScope() {
        return this != OUT;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
