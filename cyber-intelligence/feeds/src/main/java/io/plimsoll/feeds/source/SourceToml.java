package io.plimsoll.feeds.source;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlFactory;
import tools.jackson.dataformat.toml.TomlMapper;

/// TOML of strangers, read within limits. Dates stay text.
public final class SourceToml {
    private static final int MAX_LENGTH = 1 << 20;
    private static final int MAX_DEPTH = 50;

    private static final TomlMapper MAPPER = TomlMapper.builder(TomlFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(MAX_LENGTH)
                            .build())
                    .build())
            .build();

    private SourceToml() {}

    /// @throws IllegalArgumentException if it is no TOML, or exceeds a limit
    public static JsonNode read(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("it has more than " + MAX_LENGTH + " characters");
        }
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not TOML: " + e.getOriginalMessage(), e);
        }
    }
}
