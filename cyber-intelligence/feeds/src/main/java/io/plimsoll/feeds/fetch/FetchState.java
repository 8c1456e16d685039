package io.plimsoll.feeds.fetch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// What is remembered between two fetches, by the ids of the sources. Losing it costs a full download.
public record FetchState(Map<String, SourceState> sources) {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final long MAX_FILE = 16L << 20;

    public FetchState {
        sources = new TreeMap<>(sources);
    }

    private static Path file(Path folder) {
        return folder.resolve(Fetch.OWN_FOLDER).resolve("state.json");
    }

    /// Of that folder of feeds; nothing where there is no such file, or one that cannot be read.
    public static FetchState read(Path folder) {
        Path file = file(folder);
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MAX_FILE) {
                return new FetchState(Map.of());
            }
            return JSON.readValue(Files.readString(file, StandardCharsets.UTF_8), FetchState.class);
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + file, e);
        } catch (JacksonException e) {
            return new FetchState(Map.of());
        }
    }

    /// What is remembered of one source; of one that was never asked for, that nothing is.
    public SourceState of(String id) {
        return sources.getOrDefault(id, SourceState.NONE);
    }

    void write(Path folder) throws IOException {
        Path file = file(folder);
        Path part = file.resolveSibling("state.json.part");
        Files.writeString(part, JSON.writeValueAsString(this), StandardCharsets.UTF_8);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
