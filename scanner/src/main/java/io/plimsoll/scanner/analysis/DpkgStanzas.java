package io.plimsoll.scanner.analysis;

import io.plimsoll.scanner.layer.FileBytes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Splits a Debian control file into its stanzas (deb822(5)) and keeps the first line of the fields that we need.
final class DpkgStanzas {
    private static final Set<String> NEEDED = Set.of("package", "status", "version", "architecture", "source");

    private DpkgStanzas() {}

    /// Hands over each stanza: lower-case field names to values.
    static void read(FileBytes content, Consumer<Map<String, String>> stanzas) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(content.open(), StandardCharsets.UTF_8), 1 << 15);
        Map<String, String> stanza = new HashMap<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isBlank()) {
                end(stanza, stanzas);
                stanza = new HashMap<>();
            } else if (line.charAt(0) != ' ' && line.charAt(0) != '\t') {
                field(line, stanza);
            }
        }
        end(stanza, stanzas);
    }

    private static void field(String line, Map<String, String> stanza) {
        int colon = line.indexOf(':');
        if (colon > 0 && colon <= "architecture".length()) {
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            if (NEEDED.contains(name)) {
                stanza.put(name, line.substring(colon + 1).strip());
            }
        }
    }

    private static void end(Map<String, String> stanza, Consumer<Map<String, String>> stanzas) {
        if (!stanza.isEmpty()) {
            stanzas.accept(stanza);
        }
    }
}
