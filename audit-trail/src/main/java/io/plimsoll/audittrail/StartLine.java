package io.plimsoll.audittrail;

import io.plimsoll.model.Digest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The first line of a file whose rows do not begin with the first of the chain:
/// `{"startsAfter":{"sequence":12,"hash":"sha256:..."}}`. It says what they continue; whether those before it may be
/// missing, the chain itself has to tell.
public final class StartLine {
    private static final String BEGINNING = "{\"startsAfter\":";

    private StartLine() {}

    /// One line, without its line feed.
    public static String write(ChainHead start) {
        return ChainLine.JSON.writeValueAsString(ChainLine.JSON
                .createObjectNode()
                .set(
                        "startsAfter",
                        ChainLine.JSON
                                .createObjectNode()
                                .put("sequence", start.sequence())
                                .put("hash", start.hash().toString())));
    }

    /// Whether a line is one of these, and none of a row.
    public static boolean is(String line) {
        return line.startsWith(BEGINNING);
    }

    /// Reads what [#write] wrote.
    ///
    /// @throws IllegalArgumentException if it is anything else
    public static ChainHead read(String line) {
        try {
            JsonNode start = ChainLine.JSON.readTree(line).required("startsAfter");
            return new ChainHead(
                    start.required("sequence").longValue(),
                    Digest.parse(start.required("hash").stringValue()));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not the first line of an audit export: " + e.getMessage(), e);
        }
    }
}
