package io.plimsoll.scanner.analysis.java;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// The groups of well-known libraries by artifact, from a list in the program. Many builds put no Maven metadata into
/// their jars (those of Spring and of Tomcat among them), and file names do not tell the group.
final class KnownGroups {
    private static final String LIST = "known-groups.tsv";

    private KnownGroups() {}

    /// The groups that publish an artifact of that name; usually one or none.
    static List<String> of(String artifact) {
        return Holder.BY_ARTIFACT.getOrDefault(artifact, List.of());
    }

    /// Read at the first jar that needs it.
    private static final class Holder {
        private static final Map<String, List<String>> BY_ARTIFACT = read();

        private static Map<String, List<String>> read() {
            try (InputStream list = Objects.requireNonNull(KnownGroups.class.getResourceAsStream(LIST), LIST);
                    BufferedReader lines = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
                return lines.lines()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> line.split("\t"))
                        .collect(Collectors.groupingBy(
                                columns -> columns[0], Collectors.mapping(columns -> columns[1], Collectors.toList())));
            } catch (IOException e) {
                throw new UncheckedIOException("the list " + LIST + " in the program cannot be read", e);
            }
        }
    }
}
