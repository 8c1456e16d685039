package io.plimsoll.feeds.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What to fetch, and how.
public record FetchPlan(Network network, List<Upstream> sources) {
    private static final int MAX_FILE = 1 << 20;

    public FetchPlan {
        sources = List.copyOf(sources);
    }

    /// The public upstreams, as the product ships them (`sources.yaml` beside this class).
    public static FetchPlan shipped() {
        return FetchPlanDocument.parse(shippedDocument(), List.of());
    }

    /// The shipped document: a worked example of every word that an own file may use.
    public static String shippedDocument() {
        try (InputStream in = FetchPlan.class.getResourceAsStream("sources.yaml")) {
            if (in == null) {
                throw new IllegalStateException("the shipped list of feeds is missing from the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Reads an own file. Where it names no sources, the shipped ones count.
    ///
    /// @throws InvalidFetchPlanException naming every mistake
    public static FetchPlan read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_FILE + 1);
            if (bytes.length > MAX_FILE) {
                throw new InvalidFetchPlanException(List.of("it has more than " + MAX_FILE + " bytes"));
            }
            return FetchPlanDocument.parse(
                    new String(bytes, StandardCharsets.UTF_8), shipped().sources());
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + file, e);
        }
    }
}
