package io.plimsoll.policy;

import io.plimsoll.model.Digest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Chain ids: one digest that stands for a layer and everything below it (OCI image specification, "Layer ChainID").
public final class ChainId {
    private ChainId() {}

    /// The chain id of each prefix of the layers, lowest first, in the same order; empty for no layers.
    public static List<Digest> ofPrefixes(List<Digest> diffIds) {
        List<Digest> chain = new ArrayList<>(diffIds.size());
        for (Digest diffId : diffIds) {
            chain.add(
                    chain.isEmpty()
                            ? diffId
                            : Digest.of((chain.getLast() + " " + diffId).getBytes(StandardCharsets.US_ASCII)));
        }
        return chain;
    }
}
