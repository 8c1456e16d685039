package io.plimsoll.scanner.analysis;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Writes package URLs (package-url specification, "purl"):
/// `pkg:deb/debian/curl@7.88.1-10?arch=amd64&distro=debian-12`.
public final class PackageUrl {
    private static final String UNRESERVED = "-._~:";

    private PackageUrl() {}

    /// @param namespace components parted by slashes; empty for none
    /// @param qualifiers those with empty values are left out
    public static String of(
            String type, String namespace, String name, String version, Map<String, String> qualifiers) {
        StringBuilder purl = new StringBuilder("pkg:").append(type).append('/');
        for (String component : namespace.split("/")) {
            purl.append(component.isEmpty() ? "" : encoded(component) + "/");
        }
        purl.append(encoded(name));
        purl.append(version.isEmpty() ? "" : "@" + encoded(version));
        SortedMap<String, String> sorted = new TreeMap<>(qualifiers);
        sorted.values().removeIf(String::isEmpty);
        String query = sorted.entrySet().stream()
                .map(qualifier -> qualifier.getKey() + "=" + encoded(qualifier.getValue()))
                .collect(Collectors.joining("&"));
        return purl.append(query.isEmpty() ? "" : "?" + query).toString();
    }

    private static String encoded(String text) {
        StringBuilder encoded = new StringBuilder(text.length());
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0);
            encoded.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
        }
        return encoded.toString();
    }
}
