package io.plimsoll.enforcer.engine;

import java.util.HashMap;
import java.util.Map;

/// The images that we ourselves have exported, so that the engine's event about it does not count as somebody's
/// deed. Any thread.
public final class OwnExports {
    private static final int MOST = 1000;

    private final Map<String, Integer> expected = new HashMap<>();

    /// We are about to export this image.
    public synchronized void begin(String imageId) {
        if (expected.size() < MOST) {
            expected.merge(imageId, 1, Integer::sum);
        }
    }

    /// Whether an event about an export is about one of ours that was not told yet.
    synchronized boolean take(String imageId) {
        Integer count = expected.get(imageId);
        if (count == null) {
            return false;
        }
        if (count == 1) {
            expected.remove(imageId);
        } else {
            expected.put(imageId, count - 1);
        }
        return true;
    }
}
