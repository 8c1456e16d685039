package io.plimsoll.model;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A package URL (package-url specification, "purl") in its parts, decoded:
/// `pkg:deb/debian/curl@7.88.1-10?arch=amd64&distro=debian-12`. A subpath is passed over.
///
/// @param type lower-case
/// @param namespace components parted by slashes; empty for none
/// @param version empty for none
/// @param qualifiers by their lower-case keys
public record PackageUrl(String type, String namespace, String name, String version, Map<String, String> qualifiers) {
    private static final String SCHEME = "pkg:";
    private static final int LONGEST = 4096;
    private static final String UNRESERVED = "-._~:";

    public PackageUrl {
        qualifiers = Map.copyOf(qualifiers);
    }

    /// Reads one; empty if the text is none, is longer than 4096 characters, or hides control characters.
    public static Optional<PackageUrl> parse(String text) {
        if (!text.startsWith(SCHEME) || text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return read(text.substring(SCHEME.length()));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static Optional<PackageUrl> read(String text) throws CharacterCodingException {
        String rest = before(text, '#');
        Map<String, String> qualifiers = new HashMap<>();
        int query = rest.indexOf('?');
        if (query >= 0) {
            readQualifiers(rest.substring(query + 1), qualifiers);
            rest = rest.substring(0, query);
        }
        String version = "";
        int at = rest.lastIndexOf('@');
        if (at > rest.lastIndexOf('/')) {
            version = decoded(rest.substring(at + 1));
            rest = rest.substring(0, at);
        }
        String[] parts =
                Arrays.stream(rest.split("/")).filter(part -> !part.isEmpty()).toArray(String[]::new);
        if (parts.length < 2) {
            return Optional.empty();
        }
        return Optional.of(new PackageUrl(
                parts[0].toLowerCase(Locale.ROOT),
                decoded(Arrays.stream(parts, 1, parts.length - 1).collect(Collectors.joining("/"))),
                decoded(parts[parts.length - 1]),
                version,
                qualifiers));
    }

    private static void readQualifiers(String query, Map<String, String> into) throws CharacterCodingException {
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                into.put(pair.substring(0, equals).toLowerCase(Locale.ROOT), decoded(pair.substring(equals + 1)));
            }
        }
    }

    private static String before(String text, char end) {
        int at = text.indexOf(end);
        return at < 0 ? text : text.substring(0, at);
    }

    /// What percent signs stand for (RFC 3986, 2.1); a plus is a plus. Empty if the text is not so encoded.
    public static Optional<String> decode(String text) {
        try {
            return Optional.of(decoded(text));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static String decoded(String text) throws CharacterCodingException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] != '%') {
                bytes.write(raw[i]);
                continue;
            }
            int high = i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
            int low = i + 2 < raw.length ? Character.digit(raw[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                throw new CharacterCodingException();
            }
            bytes.write(high << 4 | low);
            i += 2;
        }
        String decoded = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes.toByteArray()))
                .toString();
        if (decoded.chars().anyMatch(Character::isISOControl)) {
            throw new CharacterCodingException();
        }
        return decoded;
    }

    /// The value of a qualifier, or empty.
    public String qualifier(String key) {
        return qualifiers.getOrDefault(key, "");
    }

    /// Writes one.
    ///
    /// @param namespace components parted by slashes; empty for none
    /// @param qualifiers those with empty values are left out
    public static String of(
            String type, String namespace, String name, String version, Map<String, String> qualifiers) {
        StringBuilder purl = new StringBuilder(SCHEME).append(type).append('/');
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
