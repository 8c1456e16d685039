package io.plimsoll.scanner.sbom;

import io.plimsoll.scanner.bounds.MalformedInput;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// A package URL (package-url specification) in its parts, decoded: `pkg:deb/debian/curl@7.88.1-10?arch=amd64`.
///
/// @param namespace empty for none
/// @param version empty for none
record Purl(String type, String namespace, String name, String version, Map<String, String> qualifiers) {
    private static final String SCHEME = "pkg:";
    private static final int LONGEST = 4096;

    Purl {
        qualifiers = Map.copyOf(qualifiers);
    }

    static Purl parse(String text) throws MalformedInput {
        if (!text.startsWith(SCHEME) || text.length() > LONGEST) {
            throw malformed(text);
        }
        String rest = before(text.substring(SCHEME.length()), '#');
        Map<String, String> qualifiers = new HashMap<>();
        int query = rest.indexOf('?');
        if (query >= 0) {
            qualifiers(rest.substring(query + 1), qualifiers);
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
            throw malformed(text);
        }
        String namespace = decoded(Arrays.stream(parts, 1, parts.length - 1).collect(Collectors.joining("/")));
        return new Purl(
                parts[0].toLowerCase(Locale.ROOT), namespace, decoded(parts[parts.length - 1]), version, qualifiers);
    }

    /// The value of a qualifier, or empty.
    String qualifier(String key) {
        return qualifiers.getOrDefault(key, "");
    }

    private static void qualifiers(String query, Map<String, String> into) throws MalformedInput {
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

    private static String decoded(String text) throws MalformedInput {
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
                throw malformed(text);
            }
            bytes.write(high << 4 | low);
            i += 2;
        }
        try {
            String decoded = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
            if (decoded.chars().anyMatch(Character::isISOControl)) {
                throw malformed(text);
            }
            return decoded;
        } catch (CharacterCodingException e) {
            throw malformed(text);
        }
    }

    private static MalformedInput malformed(String text) {
        return new MalformedInput("'" + text.substring(0, Math.min(200, text.length())) + "' is no package URL");
    }
}
