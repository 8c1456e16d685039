package io.plimsoll.scanner.analysis.java;

import io.plimsoll.scanner.layer.FileBytes;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// The main attributes of a manifest (JAR File Specification, "JAR Manifest"); names in lower case.
record ManifestAttributes(Map<String, String> byName) {
    static final ManifestAttributes NONE = new ManifestAttributes(Map.of());

    /// Reads up to the first empty line; lines that begin with a blank go on the one before.
    static ManifestAttributes parse(FileBytes manifest) {
        Map<String, String> attributes = new HashMap<>();
        String unfolded = new String(manifest.toArray(), StandardCharsets.UTF_8)
                .replaceAll("\r\n|\r", "\n")
                .replace("\n ", "");
        for (String line : unfolded.split("\n", -1)) {
            int colon = line.indexOf(": ");
            if (line.isEmpty()) {
                break;
            }
            if (colon > 0) {
                attributes.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 2).strip());
            }
        }
        return new ManifestAttributes(attributes);
    }

    /// The value, or empty where there is none.
    String get(String name) {
        return byName.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }
}
