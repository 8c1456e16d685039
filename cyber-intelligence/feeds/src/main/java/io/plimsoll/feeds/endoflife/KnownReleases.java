package io.plimsoll.feeds.endoflife;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// The ends of life that this version of the program knows by itself, from the file `releases.tsv` beside this class,
/// which says what they were checked against.
public final class KnownReleases {
    private KnownReleases() {}

    /// Last days by the name of the release among ecosystems.
    public static Map<String, LocalDate> endsOfLife() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(KnownReleases.class.getResourceAsStream("releases.tsv")),
                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .collect(Collectors.toMap(columns -> columns[0], columns -> LocalDate.parse(columns[1])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
