package io.plimsoll.audittrail;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A row that was taken out of the chain alone, with the hash that it continues: the line of an export that a filter
/// narrowed. It is the JSON of a [ChainLine] with `previousHash` beside `hash`.
///
/// @param previousHash `sha256:...` of the row before it in the chain, which need not be in the file
public record PartLine(ChainLine line, String previousHash) {
    /// One line of JSON, without its line feed.
    public String write() {
        return ChainLine.JSON.writeValueAsString(line.tree().put("previousHash", previousHash));
    }

    /// Reads what [#write] wrote.
    ///
    /// @throws IllegalArgumentException if it is anything else; a line of a whole chain is
    public static PartLine read(String line) {
        ChainLine row = ChainLine.read(line);
        try {
            JsonNode previous = ChainLine.JSON.readTree(line).path("previousHash");
            if (previous.isMissingNode()) {
                throw new IllegalArgumentException(
                        "it has no previousHash, so it is of a whole chain: verify it without --part");
            }
            return new PartLine(row, previous.stringValue());
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not a line of an audit export: " + e.getMessage(), e);
        }
    }
}
