package io.plimsoll.scanner.sbom;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a bill of materials says of one thing, whichever format it has. What it does not say is empty.
///
/// @param kind as CycloneDX writes it: `library`, `operating-system`
/// @param path where it was found
/// @param properties that tools add in their own way, such as `plimsoll:owner`
record Element(
        String kind,
        String name,
        String group,
        String version,
        String description,
        String purl,
        String path,
        List<String> licences,
        Map<String, String> properties) {
    Element {
        licences = List.copyOf(licences);
        properties = Map.copyOf(properties);
    }

    String property(String name) {
        return properties.getOrDefault(name, "");
    }

    /// Estimated bytes of memory of what is kept of it.
    long weight() {
        return 800L + 4L * (purl.length() + path.length() + name.length() + version.length());
    }

    /// An element in the making.
    static final class Draft {
        String kind = "";
        String name = "";
        String group = "";
        String version = "";
        String description = "";
        String purl = "";
        String path = "";
        List<String> licences = List.of();
        final Map<String, String> properties = new HashMap<>();

        Element end() {
            return new Element(kind, name, group, version, description, purl, path, licences, properties);
        }
    }
}
