package io.plimsoll.audittrail;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// A signed checkpoint as one line of a file, `{"document":"<Base64>","signature":"<Base64>"}`: what Enforcers keep and
/// `plimsoll audit verify --checkpoints` reads. The items of `GET /audit-checkpoints` have the same two fields.
public final class CheckpointLine {
    private static final ObjectMapper JSON = JsonMapper.shared();

    private CheckpointLine() {}

    /// One line, without its line feed.
    public static String write(SignedCheckpoint checkpoint) {
        return JSON.writeValueAsString(JSON.createObjectNode()
                .put(
                        "document",
                        Base64.getEncoder().encodeToString(checkpoint.document().getBytes(StandardCharsets.UTF_8)))
                .put("signature", checkpoint.signature()));
    }

    /// Reads a line. It may have more fields, as the items of the API do.
    ///
    /// @throws IllegalArgumentException if it is anything else
    public static SignedCheckpoint read(String line) {
        try {
            JsonNode tree = JSON.readTree(line);
            byte[] document =
                    Base64.getDecoder().decode(tree.required("document").stringValue());
            return new SignedCheckpoint(
                    new String(document, StandardCharsets.UTF_8),
                    tree.required("signature").stringValue());
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not a signed checkpoint: " + e.getOriginalMessage(), e);
        }
    }
}
