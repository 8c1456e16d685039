package io.plimsoll.cli.center;

import io.plimsoll.cli.AtomicFile;
import io.plimsoll.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Path;

/// Hands an intelligence bundle to the Command Center.
public final class BundleUpload {
    private BundleUpload() {}

    /// @param bundle or a delta that leads to it from the one that the Center uses
    /// @param allowOlder whether it may be older than that one
    /// @return when the bundle was built that the Center uses now
    public static String send(Path bundle, boolean allowOlder) {
        try (Center center = new Center(SavedSession.load())) {
            return center.put("/intelligence/bundle" + (allowOlder ? "?allow-older=true" : ""), bundle)
                    .path("builtAt")
                    .asString("at an unknown time");
        } catch (IOException e) {
            throw new CommandFailure("cannot read " + bundle + ": " + AtomicFile.reason(e), e);
        }
    }
}
